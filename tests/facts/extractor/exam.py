"""An exam in sentences of our own, in the styles of live pages: names and most places are invented."""

from tests.facts.extractor import exam_affairs, exam_counts, exam_figures, exam_happenings

EXAM = [
    *exam_happenings.WAR,
    *exam_happenings.FLOOD,
    *exam_happenings.EPIDEMIC,
    *exam_happenings.MIGRATION,
    *exam_happenings.CROWD,
    *exam_happenings.LOWER_CASE,
    *exam_affairs.ELECTION,
    *exam_affairs.STRIKE,
    *exam_affairs.MARKET,
    *exam_affairs.INDIA,
    *exam_affairs.SPEECH,
    *exam_affairs.NO_CLAIMS,
    *exam_figures.MULTIPLES,
    *exam_figures.SIZES,
    *exam_figures.PARTS,
    *exam_figures.BOUNDS,
    *exam_figures.VOTES,
    *exam_figures.MONEY,
    *exam_figures.TIME_AS_NEWS,
    *exam_figures.VERBS,
    *exam_figures.NAMES_OF_THINGS,
    *exam_counts.COUNTS,
]
