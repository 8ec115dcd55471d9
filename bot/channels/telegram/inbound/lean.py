"""Importing aiogram without building what is not used: its 450 pydantic models are built when first needed.

aiogram declares its models with `defer_build`, and then builds all of them at import, each with its own copy of the
models inside it: 1.7 s of CPU and 110 MB. A bot needs a dozen. While aiogram is imported the building is put off; every
model then builds itself, with the names that aiogram gave for it, the first time it is used.
"""

import importlib
import inspect
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, cast

from pydantic import BaseModel


class _Rebuild(Protocol):
    """`BaseModel.model_rebuild` before it is bound to a class."""

    def __call__(
        self,
        model: type[BaseModel],
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, object] | None = None,
    ) -> bool | None:
        """Builds a model with the names its annotations use."""


_NAME = "model_rebuild"
_ORIGINAL = cast("classmethod[BaseModel, ..., bool | None]", inspect.getattr_static(BaseModel, _NAME))
_rebuild = cast(_Rebuild, _ORIGINAL.__func__)


def load() -> None:
    """Imports aiogram leanly; where it was imported before, it stays as it is."""
    if "aiogram" in sys.modules:
        return
    names: dict[str, object] = {}
    with _put_off(names):
        types = importlib.import_module("aiogram.types.base")
        methods = importlib.import_module("aiogram.methods.base")
    for base in (types.TelegramObject, methods.TelegramMethod, methods.Response, methods.Request):
        setattr(base, _NAME, classmethod(_building_with(names)))


@contextmanager
def _put_off(names: dict[str, object]) -> Iterator[None]:
    """Keeps the names a model would be built with, instead of building it."""

    def keep(
        model: type[BaseModel],
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, object] | None = None,
    ) -> bool | None:
        del model, force, raise_errors, _parent_namespace_depth  # what is put off needs the names alone
        names.update(_types_namespace or {})
        return None

    setattr(BaseModel, _NAME, classmethod(keep))
    try:
        yield
    finally:
        setattr(BaseModel, _NAME, _ORIGINAL)


def _building_with(names: Mapping[str, object]) -> _Rebuild:
    def build(
        model: type[BaseModel],
        *,
        force: bool = False,
        raise_errors: bool = True,
        _parent_namespace_depth: int = 2,
        _types_namespace: Mapping[str, object] | None = None,
    ) -> bool | None:
        return _rebuild(
            model,
            force=force,
            raise_errors=raise_errors,
            _parent_namespace_depth=_parent_namespace_depth,
            _types_namespace=_types_namespace or names,
        )

    return build
