"""The training pictures: every one drawn by code from a seed and a number, none taken from anywhere.

Every kind takes a zoom, by which letters, lines and dots are larger. A network for x4 needs pictures whose detail is
still there at a quarter of their size.
"""
import numpy
from PIL import Image, ImageDraw

from degrade import jpeg
from fonts import load_font, random_path, random_words
from textures import calm, leaves, power_field, soften, texture, to_image

SIZE = 256


def colour(random) -> tuple:
    """A random colour: often black, white or grey, as in drawings and screens."""
    kind = random.random()
    if kind < 0.12:
        return (0, 0, 0)
    if kind < 0.26:
        return (255, 255, 255)
    if kind < 0.36:
        return (int(random.integers(256)),) * 3
    return tuple(int(value) for value in random.integers(0, 256, 3))


def two_colours(random) -> tuple:
    """Two colours that can be told apart."""
    while True:
        first, second = colour(random), colour(random)
        if sum(abs(a - b) for a, b in zip(first, second)) > 90:
            return first, second


def reduce_to(random, picture: Image.Image, size: int) -> Image.Image:
    """Supersampled drawing to its final size, by one of the two filters that drawing programs use."""
    if picture.size == (size, size):
        return picture
    return picture.resize((size, size), Image.BOX if random.random() < 0.5 else Image.LANCZOS)


def draw_words(random, pen, unit: int, side: int, ink: tuple, held_out: bool = False) -> None:
    """Fill a picture with lines of text of one or several fonts, `unit` pixels to a point."""
    y = int(random.integers(-10, 10)) * unit
    path = random_path(random, held_out)
    points = int(random.choice([9, 10, 11, 12, 13, 14, 16, 18, 21, 24, 30, 38, 48, 64]))
    while y < side:
        if random.random() < 0.25:
            path = random_path(random, held_out)
            points = int(random.integers(9, 40))
        font = load_font(path, points * unit)
        x = int(random.integers(-20, 30)) * unit
        # No more letters than fit: drawing past the edge costs time and shows nothing.
        words = random_words(random, path, int(2 * (side - x) / (points * unit)) + 2)
        pen.text((x, y), words, font=font, fill=ink)
        y += int(points * unit * random.uniform(1.05, 1.6))
        if random.random() < 0.1:
            ink = colour(random)


def text(random, size: int, zoom: int) -> Image.Image:
    """Text on a flat or softly textured ground; half drawn at its size (screens), half supersampled (print)."""
    factor = 1 if random.random() < 0.5 else 3
    side = size * factor
    ground, ink = two_colours(random)
    picture = Image.new("RGB", (side, side), ground)
    draw_words(random, ImageDraw.Draw(picture), factor * zoom, side, ink)
    picture = reduce_to(random, picture, size)
    if random.random() < 0.15:
        picture = picture.rotate(random.uniform(-45, 45), Image.BICUBIC, fillcolor=ground)
    return picture


def walk(random, side: int, steps: int) -> list:
    """A smooth random curve as a list of points."""
    turning = numpy.cumsum(random.normal(0, 0.35, steps)) + random.uniform(0, 6.3)
    stride = side / steps * random.uniform(0.8, 3)
    x = numpy.cumsum(numpy.cos(turning)) * stride + random.uniform(0, side)
    y = numpy.cumsum(numpy.sin(turning)) * stride + random.uniform(0, side)
    return list(zip(x.tolist(), y.tolist()))


def stroke(random, pen, unit: int, side: int, ink: tuple) -> None:
    """One line, arc, ellipse or curve of a random thickness in units of so many pixels."""
    width = max(1, int(unit * random.choice([0.7, 1, 1, 1.4, 2, 2, 3, 4, 6])))
    box = random.uniform(-0.2 * side, 1.2 * side, 4)
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    kind = random.integers(5)
    if kind == 0:
        pen.line([tuple(box[:2]), tuple(box[2:])], fill=ink, width=width)
    elif kind == 1:
        pen.ellipse([x0, y0, x1 + 2, y1 + 2], outline=ink, width=width)
    elif kind == 2:
        start = random.uniform(0, 360)
        pen.arc([x0, y0, x1 + 2, y1 + 2], start, start + random.uniform(30, 300), fill=ink, width=width)
    else:
        pen.line(walk(random, side, int(random.integers(10, 60))), fill=ink, width=width, joint="curve")


def lines(random, size: int, zoom: int) -> Image.Image:
    """Line art: strokes of one or many colours on a plain ground, sometimes as hatching."""
    factor = 3
    side = size * factor
    ground, ink = two_colours(random)
    picture = Image.new("RGB", (side, side), ground)
    pen = ImageDraw.Draw(picture)
    many = random.random() < 0.5
    for _ in range(int(random.integers(6, 60)) // zoom):
        stroke(random, pen, factor * zoom, side, colour(random) if many else ink)
    if random.random() < 0.3:
        gap = int(factor * zoom * random.uniform(3, 9))
        slope = random.uniform(-1, 1) * side
        left, width = int(random.integers(0, side)), max(1, int(factor * zoom * random.uniform(0.6, 2)))
        for x in range(left, left + side // 2, gap):
            pen.line([(x, 0), (x + slope, side)], fill=ink, width=width)
    return reduce_to(random, picture, size)


def shape(random, pen, unit: int, side: int, fill, outline) -> None:
    """One filled polygon, ellipse, rounded rectangle or whole-pixel rectangle; lines in units of so many pixels."""
    x, y = random.uniform(0, side, 2)
    wide, high = side * random.uniform(0.02, 0.35, 2)
    width = int(unit * random.choice([1, 2, 3]))
    kind = random.integers(4)
    if kind == 0:
        corners = int(random.integers(3, 9))
        angles = numpy.sort(random.uniform(0, 6.28, corners))
        points = [(x + wide * numpy.cos(angle), y + high * numpy.sin(angle)) for angle in angles]
        pen.polygon(points, fill=fill)
        if outline:
            pen.line(points + points[:2], fill=outline, width=width, joint="curve")
    elif kind == 1:
        pen.ellipse([x - wide, y - high, x + wide, y + high], fill=fill, outline=outline, width=width)
    elif kind == 2:
        pen.rounded_rectangle([x, y, x + wide + 4, y + high + 4], min(wide, high) * random.uniform(0.05, 0.45),
                              fill=fill, outline=outline, width=width)
    else:
        left, top = (int(value / unit) * unit for value in (x, y))
        right, bottom = left + (int(wide / unit) + 1) * unit - 1, top + (int(high / unit) + 1) * unit - 1
        pen.rectangle([left, top, right, bottom], fill=fill, outline=outline, width=width)


def flat(random, size: int, zoom: int) -> Image.Image:
    """Flat colour, with or without inked outlines."""
    factor = 3
    side = size * factor
    picture = Image.new("RGB", (side, side), colour(random))
    pen = ImageDraw.Draw(picture)
    outline = colour(random) if random.random() < 0.45 else None
    for _ in range(int(random.integers(8, 90)) // zoom):
        shape(random, pen, factor * zoom, side, colour(random), outline)
    return reduce_to(random, picture, size)


def interface(random, size: int, zoom: int) -> Image.Image:
    """Screens: boxes on whole pixels, hairlines, icons and small text, drawn without supersampling."""
    picture = Image.new("RGB", (size, size), colour(random))
    pen = ImageDraw.Draw(picture)
    for _ in range(int(random.integers(10, 45)) // zoom):
        x, y = (int(value) for value in random.integers(-10, size, 2))
        kind = random.integers(4)
        if kind == 0:
            shape(random, pen, zoom, size, colour(random), colour(random) if random.random() < 0.5 else None)
        elif kind == 1:
            end = (size, y) if random.random() < 0.5 else (x, size)
            pen.line([(x, y), end], fill=colour(random), width=int(random.choice([1, 1, 2])) * zoom)
        else:
            path = random_path(random, False)
            font = load_font(path, int(random.integers(9, 22)) * zoom)
            pen.text((x, y), random_words(random, path, int(random.integers(2, 18))), font=font, fill=colour(random))
    return picture


def screentone(random, size: int, zoom: int) -> Image.Image:
    """Dots, stripes or checks on a grid at an angle, their weight following a soft or hard-edged shade."""
    side = size * 3
    y, x = numpy.mgrid[0:side, 0:side].astype(numpy.float32) / 3
    angle = random.choice([0, numpy.pi / 4, random.uniform(0, numpy.pi)])
    period = random.uniform(3.5, 14) * zoom
    across = (x * numpy.cos(angle) + y * numpy.sin(angle)) * 2 * numpy.pi / period
    along = (y * numpy.cos(angle) - x * numpy.sin(angle)) * 2 * numpy.pi / period
    kind = random.integers(3)
    wave = numpy.cos(across) if kind == 0 else (numpy.cos(across) + numpy.cos(along)) / 2
    if kind == 2:
        wave = numpy.cos(across) * numpy.cos(along)
    shade = numpy.asarray(Image.fromarray(power_field(random, 64, 2)).resize((side, side), Image.BICUBIC))
    if random.random() < 0.5:
        shade = numpy.round(shade * 1.5) / 1.5
    mask = Image.fromarray(((wave > shade * 0.4) * 255).astype(numpy.uint8)).resize((size, size), Image.BOX)
    ground, ink = two_colours(random)
    under = flat(random, size, zoom) if random.random() < 0.3 else Image.new("RGB", (size, size), ground)
    return Image.composite(Image.new("RGB", (size, size), ink), under, mask)


def gradient(random, size: int, _zoom: int) -> Image.Image:
    """Linear, radial or waving blends between two colours."""
    y, x = numpy.mgrid[0:size, 0:size].astype(numpy.float32) / size
    angle = random.uniform(0, 6.28)
    kind = random.integers(3)
    position = x * numpy.cos(angle) + y * numpy.sin(angle)
    if kind == 1:
        position = numpy.hypot(x - random.random(), y - random.random())
    if kind == 2:
        position = numpy.sin(position * random.uniform(3, 30)) / 2 + 0.5
    first, second = (numpy.array(value) / 255 for value in two_colours(random))
    return to_image(first + (second - first) * position[..., None] * random.uniform(0.2, 1.2))


def mixture(random, size: int, zoom: int) -> Image.Image:
    """Two pictures of different kinds through a mask of text, lines or shapes."""
    under, over = (SIMPLE[random.integers(len(SIMPLE))](random, size, zoom) for _ in range(2))
    factor = 3 if random.random() < 0.6 else 1
    side = size * factor
    mask = Image.new("L", (side, side))
    pen = ImageDraw.Draw(mask)
    kind = random.integers(3)
    if kind == 0:
        draw_words(random, pen_for_mask(pen), factor * zoom, side, 255)
    for _ in range(int(random.integers(4, 30)) // zoom if kind else 0):
        if kind == 1:
            shape(random, pen, factor * zoom, side, int(random.choice([0, 255, 255])), None)
        else:
            stroke(random, pen, factor * zoom, side, 255)
    return Image.composite(over, under, reduce_to(random, mask, size))


def pen_for_mask(pen):
    """A mask has one channel: whatever ink draw_words picks, full cover is drawn."""
    class MaskPen:
        def text(self, position, words, font, fill):
            pen.text(position, words, font=font, fill=255)
    return MaskPen()


SIMPLE = (texture, gradient, flat, texture, leaves)
NATURAL = (texture, leaves, calm)
KINDS = ((text, 0.19), (lines, 0.08), (flat, 0.08), (interface, 0.07), (screentone, 0.05), (gradient, 0.03),
         (mixture, 0.13), (texture, 0.08), (leaves, 0.20), (calm, 0.09))


def training_picture(seed: int, number: int, zooms: tuple = (1,)) -> tuple:
    """The picture with this number (256 x 256, 8-bit RGB, always the same for a seed), and whether it is photo-like.

    Its zoom is one of `zooms`; each counts as often as it is named.
    """
    random = numpy.random.default_rng([seed, number])
    kind = KINDS[random.choice(len(KINDS), p=[share for _, share in KINDS])][0]
    zoom = zooms[number % len(zooms)]
    picture = kind(random, SIZE, zoom)
    if random.random() < 0.3:
        picture = soften(random, picture, zoom)
    # Cameras store JPEG: its faint traces in the wanted picture are to be kept, not taken for damage.
    if kind in NATURAL and random.random() < 0.3:
        picture = jpeg(picture, int(random.integers(80, 98)), 2)
    return picture, kind in NATURAL
