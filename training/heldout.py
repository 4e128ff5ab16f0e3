"""Pictures for measuring only: kinds and fonts that training never draws.

Every kind takes a zoom: the very same picture, drawn that many times larger. At zoom 2 a network for x4 is given as
much detail as one for x2 is at zoom 1.
"""
import numpy
from PIL import Image, ImageDraw

from fonts import font_paths, load_font, random_path
from textures import to_image

SIZE = 256
WORDS = ("A quiet harbour waits below the lantern. Morning brings seven boats, two gulls and a letter nobody "
         "expected; what it says is mostly weather, prices (12.50 per crate) and the name Quentin Zoë-Vax. ").split()


def words(random, count: int) -> str:
    """Some words of readable text, from a random place in it."""
    start = int(random.integers(len(WORDS)))
    return " ".join((WORDS * 3)[start:start + count])


def bright(random) -> tuple:
    return tuple(int(value) for value in random.integers(60, 256, 3))


def latin_font(random, size: int):
    """A held-out font of a size in pixels. The two of East Asian script are left to `east_asian`."""
    while True:
        path = random_path(random, True)
        if "wqy" not in path and "ipa" not in path:
            return load_font(path, size)


def voronoi(random, zoom: int) -> Image.Image:
    """Flat cells with dark seams in some."""
    side, count = SIZE * 3, int(random.integers(20, 70))
    sites = random.uniform(0, side, (count, 2)).astype(numpy.float32)
    y, x = numpy.mgrid[0:side * zoom, 0:side * zoom].astype(numpy.float32) / zoom
    cell = numpy.zeros(x.shape, int)
    first, second = numpy.full_like(x, numpy.inf), numpy.full_like(x, numpy.inf)
    for number, site in enumerate(sites):
        distance = (x - site[0])**2 + (y - site[1])**2
        cell[distance < first] = number
        second = numpy.minimum(second, numpy.maximum(first, distance))
        first = numpy.minimum(first, distance)
    seams = random.random() < 0.5
    values = random.random((count, 3))[cell]
    if seams:
        values[numpy.sqrt(second) - numpy.sqrt(first) < random.uniform(3, 9)] = 0.1
    return to_image(values).resize((SIZE * zoom, SIZE * zoom), Image.BOX)


def mandelbrot(random, zoom: int) -> Image.Image:
    """A piece of the set's rim in smooth colour bands."""
    side = SIZE * 2 * zoom
    centre = complex(*[(-0.75, 0.1), (-0.1, 0.85), (0.28, 0.01), (-1.25, 0.05), (-0.56, 0.6)][random.integers(5)])
    width = random.uniform(0.1, 0.5)
    y, x = numpy.mgrid[0:side, 0:side] / side - 0.5
    start = centre + width * (x + 1j * y)
    place = numpy.zeros_like(start)
    count = numpy.zeros((side, side))
    for _ in range(60):
        place = numpy.where(abs(place) < 4, place * place + start, place)
        count += abs(place) < 4
    phase = count[..., None] * random.uniform(0.1, 0.5) + random.uniform(0, 6, 3)
    return to_image(0.5 + 0.5 * numpy.sin(phase)).resize((SIZE * zoom, SIZE * zoom), Image.LANCZOS)


def chart(random, zoom: int) -> Image.Image:
    """Bars or curves with axes, ticks, numbers and a title, drawn without supersampling like a screen does."""
    picture = Image.new("RGB", (SIZE * zoom, SIZE * zoom), (255, 255, 255) if random.random() < 0.7 else (24, 26, 32))
    ink = (30, 30, 30) if picture.getpixel((0, 0))[0] > 128 else (230, 230, 230)
    pen = ImageDraw.Draw(picture)
    small = latin_font(random, int(random.integers(9, 12)) * zoom)
    large = latin_font(random, int(random.integers(13, 19)) * zoom)

    def at(*places) -> list:
        return [place * zoom for place in places]

    pen.text(at(36, 6), words(random, 4), font=large, fill=ink)
    for step in range(6):
        y = 40 + step * 36
        pen.line(at(34, y, 250, y), fill=(160, 160, 160), width=zoom)
        pen.text(at(6, y - 6), str((5 - step) * 20), font=small, fill=ink)
    for step in range(7):
        x = 44 + step * 30
        height = int(random.integers(10, 175))
        pen.text(at(x, 226), ("Jan Feb Mar Apr May Jun Jul".split())[step], font=small, fill=ink)
        left, top, right, bottom = at(x, 220 - height, x + 19, 221)
        pen.rectangle([left, top, right - 1, bottom - 1], fill=bright(random))
    points = [tuple(at(36 + 6 * step, 130 + 60 * numpy.sin(step / 4) + random.normal(0, 12))) for step in range(36)]
    pen.line(points, fill=bright(random), width=2 * zoom)
    pen.line([tuple(at(*place)) for place in ((34, 30), (34, 221), (250, 221))], fill=ink, width=zoom)
    return picture


def code_squares(random, zoom: int) -> Image.Image:
    """Black and white modules like those of a printed code, a little turned."""
    modules = (random.random((60, 60)) < 0.5).astype(numpy.uint8) * 255
    scale = int(random.integers(9, 17)) * zoom
    picture = Image.fromarray(modules).resize((60 * scale, 60 * scale), Image.NEAREST)
    picture = picture.rotate(random.uniform(-20, 20), Image.BICUBIC)
    side = SIZE * 2 * zoom
    left = (picture.width - side) // 2
    picture = picture.crop((left, left, left + side, left + side)).resize((SIZE * zoom, SIZE * zoom), Image.BOX)
    return picture.convert("RGB")


def comic(random, zoom: int) -> Image.Image:
    """A panel: gutters, inked figures, dot shade, speed lines, a balloon with lettering."""
    side = SIZE * 2  # places are those of a sheet of this side, which is drawn `zoom` times larger

    def at(*places) -> list:
        return [place * zoom for place in places]

    picture = Image.new("RGB", (side * zoom, side * zoom), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    split = int(random.integers(180, 330))
    for top, bottom in ((12, split), (split + 14, side - 12)):
        wide, tall = side - 24, bottom - top
        panel = Image.new("RGB", (wide * zoom, tall * zoom), bright(random))
        brush = ImageDraw.Draw(panel)
        for x in range(0, wide, 10):
            for y in range(0, tall, 10):
                radius = 4.5 * y / tall
                brush.ellipse(at(x - radius, y - radius, x + radius, y + radius), fill=(40, 40, 60))
        centre = random.uniform(0, side, 2)
        for angle in random.uniform(0, 6.28, 30):
            far = (centre[0] + 900 * numpy.cos(angle), centre[1] + 900 * numpy.sin(angle))
            near = (centre[0] + 160 * numpy.cos(angle), centre[1] + 160 * numpy.sin(angle))
            brush.line(at(*near, *far), fill=(0, 0, 0), width=int(random.integers(1, 6)) * zoom)
        x, y = random.uniform(80, side - 120), random.uniform(60, tall)
        brush.ellipse(at(x - 60, y - 74, x + 60, y + 74), fill=(244, 208, 180), outline=(0, 0, 0), width=5 * zoom)
        for offset in (-24, 24):
            brush.ellipse(at(x + offset - 9, y - 20, x + offset + 9, y + 4), fill=(0, 0, 0))
        brush.arc(at(x - 26, y, x + 26, y + 44), 20, 160, fill=(0, 0, 0), width=4 * zoom)
        picture.paste(panel, (12 * zoom, top * zoom))
        pen.rectangle(at(12, top, side - 12, bottom), outline=(0, 0, 0), width=5 * zoom)
        left, high = int(random.integers(20, 220)), top + 8
        pen.ellipse(at(left, high, left + 270, high + 96), fill=(255, 255, 255), outline=(0, 0, 0), width=4 * zoom)
        font = latin_font(random, 26 * zoom)
        pen.text(at(left + 44, high + 18), words(random, 2).upper()[:14], font=font, fill=(0, 0, 0))
        pen.text(at(left + 44, high + 48), words(random, 2).upper()[:14], font=font, fill=(0, 0, 0))
    return picture.resize((SIZE * zoom, SIZE * zoom), Image.BOX)


def page(random, zoom: int) -> Image.Image:
    """A column of readable text in a held-out font."""
    picture = Image.new("RGB", (SIZE * zoom, SIZE * zoom), (250, 248, 242))
    pen = ImageDraw.Draw(picture)
    points = int(random.integers(11, 18))
    font = latin_font(random, points * zoom)
    for y in range(6, SIZE, int(points * 1.35)):
        pen.text((8 * zoom, y * zoom), words(random, 12), font=font, fill=(25, 25, 30))
    return picture


def east_asian(random, zoom: int) -> Image.Image:
    """Japanese and Chinese in held-out fonts."""
    picture = Image.new("RGB", (SIZE * zoom, SIZE * zoom), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    path = random.choice([path for path in font_paths(True) if "wqy" in path or "ipa" in path])
    points = int(random.integers(12, 26))
    font = load_font(path, points * zoom)
    for y in range(4, SIZE, int(points * 1.3)):
        line = "吾輩は猫である名前はまだ無い海上生明月天涯共此時春眠不覚暁処処聞啼鳥"
        start = int(random.integers(12))
        pen.text((6 * zoom, y * zoom), line[start:start + 22], font=font, fill=(20, 20, 20))
    return picture


def contours(random, zoom: int) -> Image.Image:
    """A map: height bands in flat tints with thin isolines."""
    side = SIZE * 3 * zoom
    y, x = numpy.mgrid[0:side, 0:side] / side * 6.28
    height = sum(random.normal() / order * numpy.sin(order * (x * random.normal() + y * random.normal()) + phase)
                 for order, phase in zip((1, 1, 2, 2, 3, 3, 4), random.uniform(0, 6.28, 7))) * 3
    tints = random.uniform(0.3, 1, (64, 3))
    values = tints[numpy.clip(numpy.floor(height) + 32, 0, 63).astype(int)]
    slope = numpy.hypot(*numpy.gradient(height)) + 1e-6
    values[abs(height - numpy.round(height)) / slope < 1.8 * zoom] = 0.25
    return to_image(values).resize((SIZE * zoom, SIZE * zoom), Image.BOX)


KINDS = (voronoi, mandelbrot, chart, code_squares, comic, page, east_asian, contours)


def held_out(kind, number: int, zoom: int = 1) -> Image.Image:
    """One held-out picture of 256 * zoom pixels square, the same every time."""
    return kind(numpy.random.default_rng([977, KINDS.index(kind), number]), zoom)
