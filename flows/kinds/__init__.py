"""The kinds of question: one file each; a kind owns parsing, refusal codes and what may be tapped."""

from flows.kinds.address import Address
from flows.kinds.base import Context, Option, Refusal
from flows.kinds.choice import Choice
from flows.kinds.citizen_id import CitizenId
from flows.kinds.date import Date
from flows.kinds.document import Document
from flows.kinds.money import Money
from flows.kinds.number import Number
from flows.kinds.person_name import PersonName
from flows.kinds.phone import Phone
from flows.kinds.several import Several
from flows.kinds.text import Text

Kind = Address | Choice | CitizenId | Date | Document | Money | Number | PersonName | Phone | Several | Text

__all__ = [
    "Address",
    "Choice",
    "CitizenId",
    "Context",
    "Date",
    "Document",
    "Kind",
    "Money",
    "Number",
    "Option",
    "PersonName",
    "Phone",
    "Refusal",
    "Several",
    "Text",
]
