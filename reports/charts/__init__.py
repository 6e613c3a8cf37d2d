"""What each chart shows, as frozen values: drawn as SVG on paper and with Plotly on screen."""

from reports.charts.causes import Cause, CausesChart, causes
from reports.charts.chart import Chart, Column, DataTable
from reports.charts.contenders import ContenderBar, ContendersChart, contenders
from reports.charts.dimensions import DimensionBar, DimensionsChart, dimensions
from reports.charts.failures import FailuresChart, failures
from reports.charts.fates import FATES, Fate, FatesChart, fates
from reports.charts.gates import GateCell, GatesChart, gates
from reports.charts.grades import GradesChart, Share, grades
from reports.charts.matrix import MatrixChart, MatrixRow, matrix
from reports.charts.plan import PlanBar, PlanChart, plan
from reports.charts.prices import Priced, PricesChart, prices
from reports.charts.salvage import CostStep, SalvageChart, salvage
from reports.charts.score import ScoreChart, score
from reports.charts.sensitivity import FirstBar, SensitivityChart, sensitivity
from reports.charts.severities import SeveritiesChart, severities
from reports.charts.stages import StagesChart, StageStep, stages
from reports.charts.timeline import Event, TimelineChart, timeline
from reports.charts.tornado import CostBar, TornadoChart, tornado
from reports.charts.trend import TrendChart, TrendPoint, trend

__all__ = [
    "FATES",
    "Cause",
    "CausesChart",
    "Chart",
    "Column",
    "ContenderBar",
    "ContendersChart",
    "CostBar",
    "CostStep",
    "DataTable",
    "DimensionBar",
    "DimensionsChart",
    "Event",
    "FailuresChart",
    "Fate",
    "FatesChart",
    "FirstBar",
    "GateCell",
    "GatesChart",
    "GradesChart",
    "MatrixChart",
    "MatrixRow",
    "PlanBar",
    "PlanChart",
    "Priced",
    "PricesChart",
    "SalvageChart",
    "ScoreChart",
    "SensitivityChart",
    "SeveritiesChart",
    "Share",
    "StageStep",
    "StagesChart",
    "TimelineChart",
    "TornadoChart",
    "TrendChart",
    "TrendPoint",
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
