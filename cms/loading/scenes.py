"""Flat drawings in the colours of the site: hills, a lake, what people do there. No likeness of anyone."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin
from typing import Any

from PIL import Image, ImageDraw

WIDTH, HEIGHT, SMOOTHER = 1280, 720, 2
SKY, PAPER, SUN = "#e2eff4", "#faf7f0", "#f2a23a"
HILL_FAR, HILL, HILL_NEAR, LAKE, LAKE_LIGHT = "#b5d5bf", "#83b698", "#3c7c5a", "#7db3c8", "#a7ccda"
FOREST, NIGHT, INK, BERRY, WOOD, WOOD_DARK, WHITE = (
    "#17603f",
    "#0b4a63",
    "#10292f",
    "#a3202f",
    "#c98f4e",
    "#8f5f2e",
    "#ffffff",
)


class Pen:
    """Draws in the measures of the finished picture."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDTH * SMOOTHER, HEIGHT * SMOOTHER), ground)
        self.draw: Any = ImageDraw.Draw(self.image)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        """A filled area."""
        self.draw.polygon([(x * SMOOTHER, y * SMOOTHER) for x, y in points], fill=fill)

    def box(self, x: float, y: float, wide: float, high: float, fill: str, soft: float = 0) -> None:
        """A rectangle, with soft corners when asked."""
        corners = [x * SMOOTHER, y * SMOOTHER, (x + wide) * SMOOTHER, (y + high) * SMOOTHER]
        self.draw.rounded_rectangle(corners, soft * SMOOTHER, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str) -> None:
        """A filled circle round (x, y)."""
        corners = [(x - radius) * SMOOTHER, (y - radius) * SMOOTHER]
        self.draw.ellipse([*corners, (x + radius) * SMOOTHER, (y + radius) * SMOOTHER], fill=fill)

    def line(self, points: list[tuple[float, float]], fill: str, wide: float) -> None:
        """A line through the points with soft joints."""
        scaled = [(x * SMOOTHER, y * SMOOTHER) for x, y in points]
        self.draw.line(scaled, fill=fill, width=round(wide * SMOOTHER), joint="curve")

    def ring(self, x: float, y: float, radius: float, fill: str, wide: float) -> None:
        """A circle line."""
        self.line(
            [(x + radius * cos(a * pi / 36), y + radius * sin(a * pi / 36)) for a in range(74)], fill, wide
        )

    def hills(self, level: float, swing: float, fill: str, start: float, waves: float = 1.4) -> None:
        """A soft line of hills from side to side, filled to the bottom."""
        top = [(x, level - swing * sin(start + x / WIDTH * waves * 2 * pi)) for x in range(0, WIDTH + 20, 20)]
        self.shape([*top, (WIDTH, HEIGHT), (0, HEIGHT)], fill)


def _landscape(pen: Pen) -> None:
    pen.disc(1010, 170, 66, SUN)
    pen.hills(380, 70, HILL_FAR, 0.4)
    pen.hills(430, 50, HILL, 2.4, 1.8)


def _birch(pen: Pen, x: float, foot: float, high: float) -> None:
    pen.disc(x, foot - high, high * 0.3, HILL_NEAR)
    pen.disc(x - high * 0.16, foot - high * 0.82, high * 0.24, FOREST)
    pen.disc(x + high * 0.18, foot - high * 0.78, high * 0.24, HILL_NEAR)
    pen.box(x - high * 0.03, foot - high * 0.8, high * 0.06, high * 0.8, WHITE)
    for part in (0.18, 0.34, 0.5):
        pen.box(x - high * 0.03, foot - high * part, high * 0.035, high * 0.022, INK)


def _house(pen: Pen, x: float, foot: float, wide: float, wall: str) -> None:
    high = wide * 0.55
    pen.shape([(x - 14, foot - high), (x + wide / 2, foot - high * 1.75), (x + wide + 14, foot - high)], INK)
    pen.box(x, foot - high, wide, high, wall)
    pen.box(x + wide * 0.42, foot - high * 0.62, wide * 0.17, high * 0.62, WOOD_DARK)
    for left in (0.12, 0.7):
        pen.box(x + wide * left, foot - high * 0.68, wide * 0.18, high * 0.34, SKY)


def _person(pen: Pen, x: float, foot: float, high: float, coat: str, hair: str) -> None:
    pen.disc(x, foot - high * 0.8, high * 0.17, hair)
    pen.disc(x + high * 0.02, foot - high * 0.76, high * 0.14, "#e8c3a0")
    pen.box(x - high * 0.24, foot - high * 0.6, high * 0.48, high * 0.6, coat, high * 0.2)


def bridge() -> Pen:
    """A bridge over a lake, hills behind it."""
    pen = Pen(SKY)
    _landscape(pen)
    pen.box(0, 470, WIDTH, 250, LAKE)
    for x, y in ((120, 640), (520, 670), (900, 630), (330, 600)):
        pen.box(x, y, 150, 7, LAKE_LIGHT, 3)
    for middle in (330, 640, 950):
        pen.line(
            [(middle + 155 * cos(a * pi / 40), 560 - 150 * sin(a * pi / 40)) for a in range(41)], NIGHT, 20
        )
    for x in range(190, 1110, 60):
        pen.box(x - 4, 420, 8, 60, NIGHT)
    pen.box(0, 462, WIDTH, 26, INK)
    pen.box(0, 404, WIDTH, 10, INK)
    for x in (175, 485, 795, 1105):
        pen.box(x - 16, 480, 32, 110, INK)
    return pen


def village() -> Pen:
    """Houses among birches on a hill."""
    pen = Pen(SKY)
    _landscape(pen)
    _house(pen, 170, 520, 230, BERRY)
    _house(pen, 860, 500, 190, "#d8b04a")
    pen.hills(500, 26, HILL_NEAR, 3.6, 1.2)
    _house(pen, 520, 560, 250, BERRY)
    for x, foot, high in ((110, 620, 260), (450, 600, 200), (830, 620, 240), (1130, 610, 290)):
        _birch(pen, x, foot, high)
    pen.shape([(560, 720), (640, 560), (680, 560), (760, 720)], PAPER)
    return pen


def path() -> Pen:
    """A path that leads between birches into the forest."""
    pen = Pen(SKY)
    _landscape(pen)
    pen.hills(470, 30, HILL_NEAR, 1.0, 0.8)
    pen.shape(
        [(430, 720), (600, 560), (560, 500), (600, 470), (650, 470), (640, 510), (740, 580), (860, 720)],
        "#e9dcc0",
    )
    for x, foot, high in (
        (130, 650, 380),
        (330, 600, 270),
        (960, 620, 320),
        (1160, 680, 420),
        (840, 560, 200),
    ):
        _birch(pen, x, foot, high)
    return pen


def sheets() -> Pen:
    """Three sheets of paper with lines of writing."""
    pen = Pen("#e4f1e7")
    for x, y, colour, right in ((170, 130, NIGHT, False), (500, 90, FOREST, False), (830, 130, BERRY, True)):
        pen.box(x + 12, y + 16, 290, 440, HILL_FAR, 14)
        pen.box(x, y, 290, 440, WHITE, 14)
        pen.box(x + (80 if right else 36), y + 44, 174, 26, colour, 6)
        for row, wide in enumerate((218, 200, 218, 150, 218, 190, 120)):
            pen.box(x + (254 - wide if right else 36), y + 108 + row * 42, wide, 12, LAKE_LIGHT, 6)
    pen.box(0, 620, WIDTH, 100, WOOD)
    return pen


def workshop() -> Pen:
    """A bicycle on a stand, tools on the wall."""
    pen = Pen("#f3eee3")
    pen.box(0, 560, WIDTH, 160, WOOD)
    pen.box(90, 80, 1100, 16, WOOD_DARK)
    for number, x in enumerate(range(150, 1150, 110)):
        pen.box(x, 96, 12, 70 + number % 3 * 26, INK)
        pen.box(
            x - 12, 150 + number % 3 * 26, 36, 22 + number % 2 * 14, (NIGHT, FOREST, BERRY)[number % 3], 8
        )
    for x in (440, 840):
        pen.ring(x, 470, 120, INK, 14)
        for spoke in range(8):
            turn = spoke * pi / 8
            ends = [(x + 112 * cos(turn + side), 470 + 112 * sin(turn + side)) for side in (0, pi)]
            pen.line(ends, "#9fb0b3", 3)
        pen.disc(x, 470, 14, INK)
    pen.line([(440, 470), (540, 320), (770, 320), (620, 470), (440, 470)], FOREST, 16)
    pen.line([(520, 290), (620, 470)], FOREST, 16)
    pen.line([(840, 470), (760, 270)], FOREST, 16)
    pen.line([(760, 274), (830, 254)], INK, 14)
    pen.box(470, 276, 110, 20, INK, 10)
    pen.disc(620, 470, 26, SUN)
    return pen


def kitchen() -> Pen:
    """Pots and cups on a long table by a window."""
    pen = Pen("#fdf0da")
    pen.box(420, 70, 440, 290, WHITE, 10)
    pen.box(440, 90, 400, 250, SKY)
    pen.shape([(440, 340), (440, 270), (560, 230), (700, 270), (840, 220), (840, 340)], HILL)
    pen.box(632, 90, 16, 250, WHITE)
    pen.box(0, 520, WIDTH, 44, WOOD_DARK)
    pen.box(0, 564, WIDTH, 156, WOOD)
    for x, wide, high, colour in ((150, 230, 170, NIGHT), (880, 270, 130, BERRY)):
        pen.box(x, 520 - high, wide, high, colour, 24)
        pen.box(x - 16, 512 - high, wide + 32, 22, INK, 10)
        pen.box(x + wide / 2 - 24, 486 - high, 48, 30, INK, 12)
    for x in (460, 580, 700):
        pen.box(x, 450, 80, 70, WHITE, 14)
        pen.ring(x + 86, 482, 18, WHITE, 8)
        pen.line([(x + 40, 430), (x + 30, 405), (x + 48, 385)], HILL_FAR, 7)
    return pen


def greenhouse() -> Pen:
    """Rows of plants under a glass roof."""
    pen = Pen(SKY)
    pen.disc(200, 140, 60, SUN)
    pen.hills(420, 60, HILL_FAR, 1.4)
    pen.box(0, 560, WIDTH, 160, "#7a5a3a")
    pen.shape([(140, 560), (140, 300), (640, 110), (1140, 300), (1140, 560)], "#eef6f4")
    for x in (140, 340, 540, 740, 940, 1140):
        pen.box(
            x - 6,
            300 - max(0, 190 - abs(x - 640) * 0.38),
            12,
            260 + max(0, 190 - abs(x - 640) * 0.38),
            FOREST,
        )
    pen.line([(130, 304), (640, 110), (1150, 304)], FOREST, 16)
    pen.line([(140, 420), (1140, 420)], FOREST, 8)
    for number, x in enumerate(range(210, 1120, 88)):
        high = 90 + number % 3 * 34
        pen.line([(x, 580), (x, 580 - high)], HILL_NEAR, 9)
        for side in (-1, 1):
            pen.disc(x + side * 20, 580 - high * 0.6, 20, HILL_NEAR)
        pen.disc(x, 574 - high, 24, (BERRY, SUN, HILL_NEAR)[number % 3])
        pen.shape([(x - 34, 580), (x + 34, 580), (x + 24, 650), (x - 24, 650)], WOOD)
    return pen


def talk() -> Pen:
    """Two people at a table with cups between them."""
    pen = Pen("#e2eff4")
    pen.box(480, 60, 320, 220, WHITE, 10)
    pen.box(496, 76, 288, 188, "#fdf0da")
    pen.shape([(496, 264), (496, 200), (600, 160), (700, 210), (784, 170), (784, 264)], HILL)
    _person(pen, 360, 620, 420, FOREST, WOOD_DARK)
    _person(pen, 920, 620, 430, NIGHT, INK)
    pen.box(140, 520, 1000, 36, WOOD_DARK, 10)
    pen.box(200, 556, 880, 164, WOOD)
    for x in (540, 680):
        pen.box(x, 462, 70, 58, WHITE, 12)
        pen.ring(x + 76, 488, 14, WHITE, 7)
    pen.box(590, 500, 110, 14, PAPER)
    return pen


SCENES: dict[str, Callable[[], Pen]] = {
    scene.__name__: scene for scene in (bridge, village, path, sheets, workshop, kitchen, greenhouse, talk)
}


def finished(scene: Callable[[], Pen]) -> Image.Image:
    """The drawing in its own size, with smooth edges and few colours."""
    picture = scene().image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    return picture.quantize(96, dither=Image.Dither.NONE).convert("RGB")
