"""From a sharp picture to the small one the network is given: reduced, and in part blurred, ringing, JPEG-coded."""
import io

from PIL import Image, ImageFilter

FILTERS = (Image.BICUBIC, Image.BICUBIC, Image.BICUBIC, Image.LANCZOS, Image.BOX)


def jpeg(picture: Image.Image, quality: int, subsampling: int) -> Image.Image:
    """Through a JPEG file and back. Subsampling 0 is 4:4:4, 2 is 4:2:0."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, subsampling=subsampling)
    return Image.open(buffer).convert("RGB")


def reduce_clean(random, picture: Image.Image, scale: int) -> Image.Image:
    """`scale` times smaller, by bicubic (3 of 5), Lanczos or area."""
    size = (picture.width // scale, picture.height // scale)
    return picture.resize(size, FILTERS[random.integers(len(FILTERS))])


def reduce_degraded(random, picture: Image.Image, scale: int) -> Image.Image:
    """`scale` times smaller, then a mild blur or a sharpening (ringing) in some, and JPEG in most."""
    small = reduce_clean(random, picture, scale)
    kind = random.random()
    if kind < 0.12:
        small = small.filter(ImageFilter.GaussianBlur(random.uniform(0.25, 0.6)))
    elif kind < 0.28:
        small = small.filter(ImageFilter.UnsharpMask(random.uniform(0.6, 1.5), int(random.integers(30, 120)), 0))
    if kind >= 0.12 and (kind >= 0.28 or random.random() < 0.6):
        small = jpeg(small, int(random.integers(40, 96)), int(random.choice([0, 2])))
    return small
