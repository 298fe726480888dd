"""What a candidate sees of her applications: the state she was told, the steps, the next date.

A refusal that can still be undone was not told to her, so nothing here shows it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from applications.enums import OPEN_STATES, ActorRole, ApplicationState
from applications.models import Application, Decision, Interview, Move
from applications.wording import because
from listings.enums import ClosedReason


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline; `css` is a verdict class, `done` a filled dot."""

    title: str
    at: dt.datetime
    text: str = ""
    css: str = "calm"
    done: bool = True


def held_decision(application: Application, now: dt.datetime | None = None) -> Decision | None:
    """The refusal whose mail has not left yet."""
    now = now or timezone.now()
    for decision in application.decisions.all():
        if (
            decision.outcome == ApplicationState.DECLINED
            and decision.undone_at is None
            and decision.final_at > now
        ):
            return decision
    return None


def told_decision(application: Application, now: dt.datetime | None = None) -> Decision | None:
    """The decision the candidate has been told, newest first."""
    now = now or timezone.now()
    for decision in application.decisions.all():
        if decision.undone_at is None and decision.final_at <= now:
            return decision
    return None


def told_state(application: Application, now: dt.datetime | None = None) -> str:
    held = held_decision(application, now)
    if held is not None and application.state == ApplicationState.DECLINED:
        return held.state_before
    return application.state


def told_open(application: Application, now: dt.datetime | None = None) -> bool:
    return told_state(application, now) in OPEN_STATES


def waits_for_answer(application: Application, now: dt.datetime | None = None) -> bool:
    """As told: the next answer is still owed."""
    held = held_decision(application, now)
    answered = held.answered_before if held else application.answered_at
    return told_open(application, now) and answered is None


def standing_interview(application: Application) -> Interview | None:
    return next((i for i in application.interviews.all() if i.cancelled_at is None), None)


def timeline(application: Application, now: dt.datetime | None = None) -> list[Step]:
    """Newest first; the date the next answer is due stands on top while one is owed."""
    now = now or timezone.now()
    steps = [_step(move, application) for move in _told_moves(application, now)]
    viewed = application.viewed_at
    reading = any(move.state_to == ApplicationState.IN_REVIEW for move in application.moves.all())
    if viewed and not reading and any(step.at > viewed for step in steps) is False:
        steps.insert(0, Step(_("First opened"), viewed))
    for interview in application.interviews.all():
        chosen = interview.chosen
        if chosen and chosen.chosen_at:
            steps.append(Step(_("You chose an interview time"), chosen.chosen_at, css="met"))
    steps.sort(key=lambda step: step.at, reverse=True)
    if waits_for_answer(application, now):
        late = application.due_at < now
        title = _("Answer overdue") if late else _("Answer due")
        text = _("They have been reminded.") if late else ""
        steps.insert(0, Step(title, application.due_at, text, css="clock", done=False))
    return steps


def _told_moves(application: Application, now: dt.datetime) -> list[Move]:
    """Without refusals that were undone or are still held, and without the undoing itself."""
    told = {
        decision.decided_at
        for decision in application.decisions.all()
        if decision.outcome == ApplicationState.DECLINED
        and decision.undone_at is None
        and decision.final_at <= now
    }
    shown = []
    for step in application.moves.all():
        if step.reason == "undone":
            continue
        if step.state_to == ApplicationState.DECLINED and not told:
            continue
        shown.append(step)
    declined = [m for m in shown if m.state_to == ApplicationState.DECLINED]
    return [m for m in shown if m not in declined[1:]]


def _step(move: Move, application: Application) -> Step:
    state = ApplicationState(move.state_to)
    who = _("by a person at the employer") if move.actor_role == ActorRole.EMPLOYER else ""
    if state == ApplicationState.SENT:
        text = _("Answer promised within %(n)s business days.") % {"n": application.reply_days}
        return Step(_("Sent"), move.at, text)
    if state == ApplicationState.DECLINED:
        text = because(move.reason, _requirement(application)) if move.reason else ""
        return Step(_("Answered: they chose not to go on"), move.at, _sentence(text), css="unmet")
    if state == ApplicationState.CLOSED:
        return Step(_("Closed with the job"), move.at, closed_words(move.reason), css="")
    titles = {
        ApplicationState.IN_REVIEW: (_("Being read"), who, "calm"),
        ApplicationState.INTERVIEW: (_("Answered: invited to an interview"), who, "met"),
        ApplicationState.OFFER: (_("Answered: they made an offer"), who, "met"),
        ApplicationState.HIRED: (_("Answered: you are hired"), who, "met"),
        ApplicationState.WITHDRAWN: (_("You withdrew"), "", ""),
    }
    title, text, css = titles[state]
    return Step(title, move.at, _sentence(text), css=css)


def _requirement(application: Application) -> str:
    decisions = application.decisions.all()
    return next((d.requirement for d in decisions if d.requirement and not d.undone_at), "")


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def closed_words(reason: str) -> str:
    words: dict[str, str] = {
        ClosedReason.FILLED: _("The employer reported that the opening was filled."),
        ClosedReason.WITHDRAWN: _("The employer took the job down."),
        ClosedReason.EXPIRED: _("The job passed its closing date."),
    }
    return words.get(reason, _("The job was removed."))
