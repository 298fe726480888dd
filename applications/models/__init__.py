from applications.models.applications import Application, ApplicationAnswer, Move
from applications.models.decisions import Decision
from applications.models.interviews import Interview, InterviewSlot
from applications.models.match_log import MatchLog
from applications.models.messages import Message, PrivateNote

__all__ = [
    "Application",
    "ApplicationAnswer",
    "Decision",
    "Interview",
    "InterviewSlot",
    "MatchLog",
    "Message",
    "Move",
    "PrivateNote",
]
