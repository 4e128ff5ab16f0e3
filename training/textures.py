"""Pictures that behave like photographs: 1/f fields, occluding textured leaves, soft light, depth blur."""
import numpy
from PIL import Image, ImageDraw, ImageFilter


def to_image(values: numpy.ndarray) -> Image.Image:
    """Height x width x 3 in 0..1 as an 8-bit picture."""
    return Image.fromarray((numpy.clip(values, 0, 1) * 255 + 0.5).astype(numpy.uint8))


def power_field(random, size: int, exponent: float, stretch: float = 1.0) -> numpy.ndarray:
    """A random field whose amplitude falls as frequency^-exponent, mean 0, deviation 1."""
    down = numpy.fft.fftfreq(size)[:, None] * stretch
    across = numpy.fft.rfftfreq(size)[None]
    frequency = numpy.sqrt(down**2 + across**2)
    frequency[0, 0] = 1
    spectrum = numpy.fft.rfft2(random.standard_normal((size, size), dtype=numpy.float32)) / frequency**exponent
    spectrum[0, 0] = 0
    field = numpy.fft.irfft2(spectrum, s=(size, size))
    return (field / (field.std() + 1e-6)).astype(numpy.float32)


def colour_field(random, size: int) -> numpy.ndarray:
    """A coloured texture: one field for light, a weak smooth one for hue, sometimes bent through a sine."""
    stretch = 1.0 if random.random() < 0.6 else random.uniform(0.2, 5)
    light = power_field(random, size, random.uniform(0.7, 2.0), stretch)
    if random.random() < 0.2:
        light = numpy.sin(light * random.uniform(1, 6))
    hue = power_field(random, size, random.uniform(1.2, 2.2))
    base = random.uniform(0.1, 0.9, 3)
    tint = random.normal(0, 0.06, 3)
    contrast = random.uniform(0.02, 0.28)
    channels = 1 + random.normal(0, 0.15, 3)
    return base + contrast * light[..., None] * channels + hue[..., None] * tint


def texture(random, size: int, _zoom: int = 1) -> Image.Image:
    """One texture over the whole picture, sometimes two through a soft or hard mask."""
    field = colour_field(random, size)
    if random.random() < 0.4:
        mask = power_field(random, size, random.uniform(1.4, 2.4))
        mask = numpy.clip(mask * random.choice([1.0, 4.0, 40.0]) + 0.5, 0, 1)[..., None]
        field = field * mask + colour_field(random, size) * (1 - mask)
    return to_image(field)


def leaf_mask(random, radius: float) -> tuple:
    """An antialiased mask of one leaf (ellipse, polygon, blade) in its own square; returns (mask, half side)."""
    half = int(radius) + 2
    mask = Image.new("L", (2 * half, 2 * half))
    pen = ImageDraw.Draw(mask)
    kind = random.integers(4)
    if kind == 0:
        wide, high = radius, radius * random.uniform(0.4, 1)
        pen.ellipse([half - wide, half - high, half + wide, half + high], fill=255)
    else:
        corners = random.integers(3, 9) if kind < 3 else 4
        angles = numpy.sort(random.uniform(0, 2 * numpy.pi, corners))
        lengths = radius * random.uniform(0.5, 1, corners)
        across = 1.0 if kind < 3 else random.uniform(0.05, 0.3)
        turn = random.uniform(0, numpy.pi)
        x, y = lengths * numpy.cos(angles), lengths * numpy.sin(angles) * across
        points = numpy.stack([half + x * numpy.cos(turn) - y * numpy.sin(turn),
                              half + x * numpy.sin(turn) + y * numpy.cos(turn)], 1)
        pen.polygon([tuple(point) for point in points], fill=255)
    return mask, half


def leaves(random, size: int, zoom: int = 1) -> Image.Image:
    """Dead leaves (Lee, Mumford, Huang 2001): occluding textured shapes whose sizes follow a power law.

    Drawn at twice the size and reduced, so that edges are soft like those of a lens.
    """
    large = size * 2
    cloths = [to_image(colour_field(random, 256)).resize((large, large), Image.BICUBIC)
              if random.random() < 0.4 else to_image(colour_field(random, large)) for _ in range(3)]
    picture = cloths[0].copy()
    smallest, largest = random.uniform(4, 16) * zoom, random.uniform(60, 220)
    count = int(random.integers(120, 600))
    draws = random.random(count)
    # Inverse of the r^-3 law's distribution, between the smallest and largest radius; big ones lie behind.
    radii = numpy.sort((smallest**-2 - draws * (smallest**-2 - largest**-2)) ** -0.5)[::-1]
    textured = random.uniform(0.3, 0.9)
    for radius in radii:
        mask, half = leaf_mask(random, radius)
        left, top = (int(value) - half for value in random.integers(0, large, 2))
        if random.random() < textured:
            from_x, from_y = (int(value) for value in random.integers(0, large - 2 * half, 2))
            piece = cloths[random.integers(3)].crop((from_x, from_y, from_x + 2 * half, from_y + 2 * half))
            if random.random() < 0.7:
                shade = Image.new("RGB", piece.size, tuple(int(value) for value in random.integers(0, 256, 3)))
                piece = Image.blend(piece, shade, random.uniform(0.2, 0.8))
        else:
            piece = Image.new("RGB", mask.size, tuple(int(value) for value in random.integers(0, 256, 3)))
        picture.paste(piece, (left, top), mask)
    if random.random() < 0.35:
        picture = depth_blur(random, picture, zoom)
    if random.random() < 0.3:
        picture = picture.filter(ImageFilter.GaussianBlur(random.uniform(0.5, 2.2) * zoom))
    return light(random, picture.resize((size, size), Image.BOX if random.random() < 0.5 else Image.LANCZOS))


def depth_blur(random, picture: Image.Image, zoom: int) -> Image.Image:
    """Blend towards a blurred copy by a smooth mask, as where a lens loses focus."""
    blurred = picture.filter(ImageFilter.GaussianBlur(random.uniform(1, 8) * zoom))
    mask = power_field(random, 64, 2.2) * 160 + 128
    mask = Image.fromarray(numpy.clip(mask, 0, 255).astype(numpy.uint8)).resize(picture.size, Image.BICUBIC)
    return Image.composite(picture, blurred, mask)


def soften(random, picture: Image.Image, zoom: int) -> Image.Image:
    """Any picture out of focus or in motion. Without these, every soft edge would be taken for a sharp one."""
    kind = random.random()
    if kind < 0.45:
        return picture.filter(ImageFilter.GaussianBlur(random.uniform(0.2, 0.8) * zoom))
    if kind < 0.7:
        return picture.filter(ImageFilter.GaussianBlur(random.uniform(0.8, 4) * zoom))
    if kind < 0.85:
        return depth_blur(random, picture, zoom)
    values = numpy.asarray(picture, numpy.float32) / 255
    angle, steps = random.uniform(0, numpy.pi), int(random.integers(3, 20)) * zoom
    shifts = [(round(step * numpy.sin(angle)), round(step * numpy.cos(angle))) for step in range(steps)]
    return to_image(sum(numpy.roll(values, shift, (0, 1)) for shift in shifts) / steps)


def light(random, picture: Image.Image) -> Image.Image:
    """Soft uneven light, and half of the time calmer colours: photographs are rarely fully saturated."""
    values = numpy.asarray(picture, numpy.float32) / 255
    size = values.shape[0]
    if random.random() < 0.5:
        grey = values.mean(2, keepdims=True)
        values = grey + (values - grey) * random.uniform(0.1, 0.7)
    if random.random() < 0.6:
        shade = Image.fromarray(power_field(random, 32, 2.2)).resize((size, size), Image.BICUBIC)
        values = values * (1 + 0.25 * numpy.asarray(shade)[..., None])
    if random.random() < 0.35:
        values = values + grain(random, size, random.uniform(0.002, 0.015))
    return to_image(values)


def grain(random, size: int, strength: float) -> numpy.ndarray:
    """Sensor noise of a deviation in 0..1, grey or coloured, often softened as by the camera's own resizing."""
    noise = random.standard_normal((size, size, 3), dtype=numpy.float32)
    noise = noise * 0.5 + noise.mean(2, keepdims=True)
    if random.random() < 0.7:
        reach = random.uniform(0.3, 1.5)
        line = numpy.exp(-numpy.arange(-4, 5)**2 / (2 * reach**2))
        for axis in (0, 1):
            noise = sum(weight * numpy.roll(noise, shift, axis) for weight, shift in zip(line, range(-4, 5)))
    return (noise * (strength / noise.std())).astype(numpy.float32)


def calm(random, size: int, zoom: int = 1) -> Image.Image:
    """Sky, mist, water, out of focus: very smooth with faint grain. Here enlarging must above all do no harm."""
    kind = random.random()
    if kind < 0.4:
        picture = leaves(random, size, zoom).filter(ImageFilter.GaussianBlur(random.uniform(1, 10) * zoom))
        values = numpy.asarray(picture).astype(numpy.float32) / 255
    else:
        field = power_field(random, size, random.uniform(1.4, 2.6), random.choice([1.0, 1.0, 0.2, 5.0]))
        tilt = numpy.linspace(-1, 1, size)[:, None] * random.uniform(0, 0.4)
        slow = (field * random.uniform(0.01, 0.15) + tilt)[..., None]
        values = random.uniform(0.1, 0.9, 3) + slow * (1 + random.normal(0, 0.3, 3))
    if random.random() < 0.75:
        values = values + grain(random, size, random.uniform(0.0008, 0.012))
    return to_image(values)
