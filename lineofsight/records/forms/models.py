"""What people answer in a form of the library, section by section, tied to its version."""
