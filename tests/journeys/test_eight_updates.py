"""The lead of an agency says on a phone what has happened with eight actions, one after the other.

Given eight actions of the agency are due and each waits in their work. When the lead opens one after the other from there,
on a screen of 375 pixels, and submits an update, then none waits any more and each action shows what was typed for it.
"""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.axe import faults
from tests.journeys.browsing import role_button, sideways, window
from tests.journeys.product import Product, served

MANY = 8
