"""The charts on screen: the same data shapes as on paper, drawn with Plotly."""

from reports.plotly_charts.amounts import failures, salvage, stages, tornado
from reports.plotly_charts.evidence import grades, severities
from reports.plotly_charts.project import causes, fates
from reports.plotly_charts.scores import dimensions, gates, score
from reports.plotly_charts.times import plan, timeline, trend
from reports.plotly_charts.vendors import contenders, matrix, prices, sensitivity

__all__ = [
    "causes",
    "contenders",
    "dimensions",
    "failures",
    "fates",
    "gates",
    "grades",
    "matrix",
    "plan",
    "prices",
    "salvage",
    "score",
    "sensitivity",
    "severities",
    "stages",
    "timeline",
    "tornado",
    "trend",
]
