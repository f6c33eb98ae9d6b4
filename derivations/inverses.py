"""Closed inverses: a law solved for one of its arguments.

An inverse is a consequence of its law with a derivation like any other (see `Law.inverse`). `solved` makes a
law of it, of the result and the other arguments, so that whatever evaluates a law evaluates it, too; what its
derivation assumes becomes its domain. `divided` is the derivation of all those in which the argument stands
once and is a factor.
"""

from __future__ import annotations

from .draft import Draft
from .errors import UsageError
from .law import Law, Stable
from .render.printing import plain
from .signs import Condition, Relation
from .terms import CONSTANT_SYMBOLS, free_symbols, symbol


def solved(law: Law, argument: str) -> Law:
    """The law solved for ``argument``: a law of the result and the other arguments, in their order.

    Raises
    ------
    UsageError
        If there is no closed form for it.
    """
    found = {inverse.argument: inverse for inverse in law.inverses}.get(argument)
    if found is None:
        raise UsageError(
            f"{law.name} has no closed form for {argument}",
            f"It has one for {', '.join(i.argument for i in law.inverses) or 'none of its arguments'}.",
        )
    others = tuple(q for q in law.arguments if q.name != argument)
    return Law(
        name=f"{law.name}_{found.name}",
        title=f"{law.title}, solved for {argument}",
        kind="derived",
        equation=f"{argument} = {found.formula}",
        arguments=(law.result, *others),
        result=next(q for q in law.arguments if q.name == argument),
        source=law.source,
        stable=found.stable,
        assumptions=law.assumptions,
        conditions=tuple((c.relation, plain(c.term)) for c in assumed(law, argument)),
        ions=law.ions,
    )


def assumed(law: Law, argument: str) -> tuple[Condition, ...]:
    """What the derivation of an inverse assumes of the result and the other arguments.

    What it assumes of the argument itself is not a matter of what is given: it is seen when the answer is put
    back into the law.
    """
    given = {symbol(q) for q in (*law.arguments, law.result) if q.name != argument}
    given |= set(CONSTANT_SYMBOLS.values())
    lines = law.consequence(f"inverse_{argument}").assumed
    found = [line.assumed for line in lines if line.assumed is not None]
    return tuple(c for c in found if free_symbols(c.term) <= given)


def divided(
    law: Law,
    argument: str,
    other: str,
    by: str,
    *,
    times: str = "",
    given: tuple[tuple[Relation, str], ...] = (),
    stable: Stable | None = None,
) -> None:
    """State and derive ``argument = other/by``, where the law times ``times`` says ``by*argument = other``.

    ``given`` are conditions that sign reasoning does not find: that there is a voltage, for instance. A
    divisor that may be 0 is one: there any value of the argument, or none, has the given result.
    """
    above = f"({other})" if " " in other else other
    formula = other if by == "1" else f"{above}/{by if by.isidentifier() else f'({by})'}"

    @law.inverse(argument, formula, stable)
    def author(d: Draft) -> None:
        for relation, text in given:
            d.assume_that(relation, text, note=f"else nothing follows for {argument}")
        d.cite(law)
        if times:
            d.multiply(times)
        d.rearrange(f"({by})*{argument} = {other}")
        if by != "1":
            d.divide(by, shows=f"{argument} = {formula}")
        d.witness({law.result.name: law.equation.partition("=")[2]})
