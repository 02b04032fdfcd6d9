"""Shows what analysis decided; computes nothing."""

from reports.files import ReportError, ReportFiles, write_report

__all__ = ["ReportError", "ReportFiles", "write_report"]
