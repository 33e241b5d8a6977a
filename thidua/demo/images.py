"""Invented signatures and seals, drawn by code: of nobody and no organisation."""

import io
import math

from PIL import Image, ImageDraw

BLUE, RED = (24, 52, 158, 255), (200, 24, 30, 255)
CLEAR = (0, 0, 0, 0)
FINER = 4
"""Drawn so many times larger, for smooth edges."""


def signature(seed: int) -> bytes:
    """A blue flourish, another for each seed."""
    width, height = 480 * FINER, 200 * FINER
    image = Image.new("RGBA", (width, height), CLEAR)
    waves = 3 + seed % 3
    points = []
    for step in range(400):
        along = step / 399
        x = (0.08 + 0.84 * along + 0.05 * math.sin(waves * 4 * math.pi * along)) * width
        y = (0.5 + (0.34 - 0.2 * along) * math.sin(waves * 2 * math.pi * along + seed)) * height
        points.append((x, y))
    points += [(0.95 * width, 0.62 * height), (0.2 * width, 0.86 * height), (0.9 * width, 0.8 * height)]
    ImageDraw.Draw(image).line(points, fill=BLUE, width=5 * FINER, joint="curve")
    return _png(image)


def seal() -> bytes:
    """A red ring of stars around a larger one, and no word: no seal of anybody looks like it."""
    size = 420 * FINER
    image = Image.new("RGBA", (size, size), CLEAR)
    draw = ImageDraw.Draw(image)
    for inset, thickness in ((0, 12), (24, 4), (110, 4)):
        edge = inset * FINER
        draw.ellipse((edge, edge, size - edge - 1, size - edge - 1), outline=RED, width=thickness * FINER)
    draw.polygon(_star(size / 2, size / 2, size * 0.16), fill=RED)
    for place in range(16):
        angle = math.pi * place / 8
        x, y = (size * (0.5 + 0.34 * turn(angle)) for turn in (math.cos, math.sin))
        draw.polygon(_star(x, y, size * 0.04), fill=RED)
    return _png(image)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    corners = []
    for corner in range(10):
        length, angle = radius * (0.4 if corner % 2 else 1), math.pi * (corner / 5 - 0.5)
        corners.append((x + length * math.cos(angle), y + length * math.sin(angle)))
    return corners


def _png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.resize((image.width // FINER, image.height // FINER), Image.Resampling.LANCZOS).save(file, "PNG")
    return file.getvalue()
