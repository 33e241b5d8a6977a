"""A handwritten signature in blue and a round seal in red, drawn for the tests."""

import io
import math

from PIL import Image, ImageDraw

BLUE, RED, CLEAR = (20, 40, 170, 255), (205, 20, 30, 255), (255, 255, 255, 0)


def signature_png(width=480, height=240):
    image = Image.new("RGBA", (width, height), CLEAR)
    wave = [
        (x, height * (0.5 + 0.38 * math.sin(x / 31) * math.cos(x / 97) - 0.1 * x / width))
        for x in range(10, width - 10)
    ]
    draw = ImageDraw.Draw(image)
    draw.line(wave, BLUE, width=7, joint="curve")
    draw.line([(30, height * 0.8), (width - 20, height * 0.7)], BLUE, width=6)
    return _png(image)


def seal_png(pixels=600, dpi=None):
    image = Image.new("RGBA", (pixels, pixels), CLEAR)
    draw = ImageDraw.Draw(image)
    for inset, width in ((4, 14), (80, 6)):
        draw.ellipse((inset, inset, pixels - inset, pixels - inset), outline=RED, width=width)
    points = [
        (pixels / 2 + radius * math.sin(turn), pixels / 2 - radius * math.cos(turn))
        for turn, radius in ((step * math.pi / 5, pixels / (5 if step % 2 == 0 else 12)) for step in range(10))
    ]
    draw.polygon(points, fill=RED)
    for step in range(40):
        turn = step * math.pi / 20
        centre = pixels / 2 + pixels * 0.42 * math.sin(turn), pixels / 2 - pixels * 0.42 * math.cos(turn)
        draw.rectangle((centre[0] - 8, centre[1] - 14, centre[0] + 8, centre[1] + 14), fill=RED)
    return _png(image, **({"dpi": (dpi, dpi)} if dpi else {}))


def white_png():
    """A scan whose background was not taken away."""
    return _png(Image.new("RGB", (60, 40), "white"))


def _png(image, **settings):
    file = io.BytesIO()
    image.save(file, "PNG", **settings)
    return file.getvalue()
