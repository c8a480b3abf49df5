"""The salon's folder: where everything of one salon lies."""

from dataclasses import dataclass
from pathlib import Path

from warehouse.entities import ENTITIES


class WorkspaceError(Exception):
    """The folder is no workspace, or cannot be made one."""


@dataclass(frozen=True)
class Workspace:
    """Paths of one salon's folder. Nothing is created by looking."""

    root: Path

    @property
    def settings_file(self) -> Path:
        """`salon.toml`: name, currency, definitions and thresholds."""
        return self.root / "salon.toml"

    @property
    def inbox(self) -> Path:
        """Where exports are dropped."""
        return self.root / "inbox"

    @property
    def landing(self) -> Path:
        """What was loaded: one folder per entity, the load log, rejected rows, originals."""
        return self.root / "landing"

    @property
    def warehouse(self) -> Path:
        """The published builds and the `CURRENT` pointer."""
        return self.root / "warehouse"

    @property
    def models(self) -> Path:
        """The analyst's own dbt models."""
        return self.root / "models"

    @property
    def mappings(self) -> Path:
        """Saved mappings for files no built-in format knows."""
        return self.root / "mappings"

    @property
    def campaigns(self) -> Path:
        """Campaigns as they were drawn: keys of clients, no names."""
        return self.root / "campaigns"

    @property
    def follow_ups(self) -> Path:
        """Which clients were called back: keys of their answers, no names."""
        return self.root / "follow_ups"

    @property
    def calls(self) -> Path:
        """Calls made from the call list: keys of clients, no names."""
        return self.root / "calls"

    @property
    def templates(self) -> Path:
        """Empty templates of our own plain format, one per entity."""
        return self.root / "templates"


def open_workspace(root: Path) -> Workspace:
    """Take a folder as a workspace; `WorkspaceError` where it is none."""
    workspace = Workspace(root.resolve())
    if not workspace.settings_file.is_file():
        raise WorkspaceError(
            f"{root} is not a salon's folder: it has no salon.toml. "
            "Make one with `regulars init FOLDER`, or name yours with --workspace."
        )
    return workspace


def make_folders(workspace: Workspace) -> None:
    """Make the folders that are missing; readable by their owner alone."""
    landing = [workspace.landing / name for name in (*ENTITIES, "rejected", "originals")]
    for folder in (
        workspace.root,
        workspace.inbox,
        workspace.warehouse,
        workspace.models,
        workspace.mappings,
        workspace.templates,
        *landing,
    ):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
