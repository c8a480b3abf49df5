"""Write the demo salon: export files as its systems would give them, and the truth apart."""

from pathlib import Path

from demo import chain
from demo.exports import (
    advertisers,
    fresha,
    fresha_clients,
    own_lists,
    square,
    square_customers,
    survey,
)
from demo.options import Options
from demo.truth import writing as truth


def write(folder: Path, options: Options, truth_folder: Path) -> list[Path]:
    """Write all files of the salon; the same options give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    truth_folder.mkdir(parents=True, exist_ok=True)
    invented = chain.invent(options)
    written = [
        *fresha.write(folder, invented),
        fresha_clients.write(folder, invented),
        *square.write(folder, invented),
        square_customers.write(folder, invented),
        survey.write(folder, invented),
        *advertisers.write(folder, invented),
        *own_lists.write(folder, invented),
    ]
    truth.write(truth_folder, invented, written)
    return [file.path for file in written]
