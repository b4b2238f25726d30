import pytest

# What is compared there stands in a test's message as if the test had compared it.
pytest.register_assert_rewrite("tests.packs.editing")
