"""A QR code drawn into the page: our content policy allows no `data:` image."""

from qrcode.main import QRCode


def qr_svg(text: str, *, label: str) -> str:
    """An SVG of the text as QR code, quiet zone and all, with `label` (plain words) as its text alternative."""
    code = QRCode(border=4)
    code.add_data(text)
    matrix = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, is_dark in enumerate(row) if is_dark)
    size = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="240" height="240" viewBox="0 0 {size} {size}"'
        f' shape-rendering="crispEdges"><title>{label}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#0b0c0c" d="{path}"/></svg>'
    )
