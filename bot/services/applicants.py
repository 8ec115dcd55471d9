"""Who applies: name, address and telephone as they stand in the answers of a file."""

from flows.answers import Answers

# The questions for who sends a file in, the surest first; a parent who registers a birth is asked about as such.
_NAMES = ("declarant_name", "agent_name", "{relation}_name", "name", "mother_name")
_ADDRESSES = ("declarant_address", "{relation}_address", "address", "mother_address")


def applicant(answers: Answers) -> str:
    """The name of who sent the file in, as they gave it; '' when they gave none."""
    return next((name for question in _NAMES if (name := _words(answers, question))), "")


def address_question(answers: Answers) -> str:
    """The question that tells where the applicant lives, '' when none was asked."""
    asked = (question.format(relation=answers.get("relation")) for question in _ADDRESSES)
    return next((question for question in asked if answers.get(question)), "")


def phone(answers: Answers) -> str:
    """The telephone number given, '' for none."""
    return _words(answers, "phone")


def _words(answers: Answers, question: str) -> str:
    given = answers.get(question.format(relation=answers.get("relation")))
    return given if isinstance(given, str) else ""
