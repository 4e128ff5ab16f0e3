"""Measure an exported file against Lanczos-3 on held-out graphics and on photographs, and print tables.

Photographs are found in a folder given by the caller and are used for nothing else.
"""
import argparse
import glob
import os

import numpy
import torch
from PIL import Image
from torch.nn import functional

from degrade import jpeg
from export import load_exported
from heldout import KINDS, held_out

SHAVE = 6      # pixels at the rim left out of every figure
EACH = 6       # pictures of each held-out kind
CROP = 384     # side of a crop of a photograph
LUMA = numpy.array([0.299, 0.587, 0.114])


def enlarge(network, picture: Image.Image) -> Image.Image:
    """Through the network once, with the rim continued by reflection."""
    values = torch.from_numpy(numpy.array(picture)).permute(2, 0, 1)[None].float() / 255
    with torch.no_grad():
        result = network(functional.pad(values, (network.radius,) * 4, mode="reflect"))
    rim = network.scale * network.radius
    result = result[0, :, rim:-rim, rim:-rim].clamp(0, 1)
    return Image.fromarray((result.permute(1, 2, 0).numpy() * 255 + 0.5).astype(numpy.uint8))


def rim_free(picture: Image.Image) -> numpy.ndarray:
    return numpy.asarray(picture, numpy.float64)[SHAVE:-SHAVE, SHAVE:-SHAVE]


def psnr(first: Image.Image, second: Image.Image) -> float:
    """Peak signal to noise over R, G and B, in dB; 8-bit."""
    error = ((rim_free(first) - rim_free(second))**2).mean()
    return 10 * numpy.log10(255**2 / max(error, 1e-4))


def ssim(first: Image.Image, second: Image.Image) -> float:
    """Structural similarity of luma (Wang et al. 2004): Gaussian window 11 x 11, deviation 1.5."""
    line = numpy.exp(-numpy.arange(-5, 6)**2 / 4.5)
    kernel = torch.from_numpy(numpy.outer(line, line) / line.sum()**2)[None, None]
    a, b = (torch.from_numpy(rim_free(each) @ LUMA)[None, None] for each in (first, second))

    def mean(values):
        return functional.conv2d(values, kernel)
    mean_a, mean_b = mean(a), mean(b)
    spread_a, spread_b = mean(a * a) - mean_a**2, mean(b * b) - mean_b**2
    shared = mean(a * b) - mean_a * mean_b
    c1, c2 = (0.01 * 255)**2, (0.03 * 255)**2
    map_ = (2 * mean_a * mean_b + c1) * (2 * shared + c2) / ((mean_a**2 + mean_b**2 + c1) * (spread_a + spread_b + c2))
    return map_.mean().item()


def compare(network, pictures: list, scale: int, filter_=Image.BICUBIC, quality: int = 0, once=False) -> numpy.ndarray:
    """Rows of (PSNR Lanczos, PSNR network, SSIM Lanczos, SSIM network), one for each picture.

    With `once` the network enlarges only the first time, and Lanczos does the rest.
    """
    rows = []
    for picture in pictures:
        small = picture.resize((picture.width // scale, picture.height // scale), filter_)
        small = jpeg(small, quality, 2) if quality else small
        lanczos = small.resize(picture.size, Image.LANCZOS)
        ours = enlarge(network, small)
        while ours.width < picture.width and not once:
            ours = enlarge(network, ours)
        ours = ours.resize(picture.size, Image.LANCZOS)  # does nothing where the size is reached
        rows.append((psnr(picture, lanczos), psnr(picture, ours), ssim(picture, lanczos), ssim(picture, ours)))
    return numpy.array(rows)


def report(name: str, rows: numpy.ndarray) -> None:
    """One line of a Markdown table: means, gain, and the gain of the worst single picture."""
    lanczos, ours, lanczos_ssim, ours_ssim = rows.mean(0)
    gains = rows[:, 1] - rows[:, 0]
    print(f"| {name} | {len(rows)} | {lanczos:.2f} / {lanczos_ssim:.4f} | {ours:.2f} / {ours_ssim:.4f} | "
          f"{ours - lanczos:+.2f} | {gains.min():+.2f} |", flush=True)


def photographs(folder: str) -> list:
    """The middle of every photograph, at its own size and at half of it (which hides its camera's JPEG)."""
    crops = []
    for path in sorted(glob.glob(os.path.join(folder, "*.jpg"))):
        with Image.open(path) as file:
            whole = file.convert("RGB")
        for picture in (whole, whole.resize((whole.width // 2, whole.height // 2), Image.LANCZOS)):
            left, top = (picture.width - CROP) // 2, (picture.height - CROP) // 2
            crops.append(picture.crop((left, top, left + CROP, top + CROP)))
    return crops


def graphics_table(network, scale: int, zoom: int, each: int, brief: bool) -> None:
    """The rows of the held-out graphics, drawn `zoom` times larger than 256 x 256."""
    every, rows = [], []
    for kind in KINDS:
        pictures = [held_out(kind, number, zoom) for number in range(each)]
        rows.append(compare(network, pictures, scale))
        report(kind.__name__.replace("_", " "), rows[-1])
        every += pictures
    report("all graphics", numpy.concatenate(rows))
    for quality in (60, 75, 85):
        report(f"all graphics, JPEG {quality}", compare(network, every, scale, quality=quality))
    if not brief:
        report("all graphics, reduced by area", compare(network, every, scale, Image.BOX))
        if scale > network.scale:
            report("all graphics, Crisp once, then Lanczos", compare(network, every, scale, once=True))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", help="the exported ONNX file")
    arguments.add_argument("--photographs", help="folder of .jpg files, each at least 768 pixels on both sides")
    arguments.add_argument("--scales", type=int, nargs="+", default=[2, 4], help="a x2 network is applied twice for 4")
    arguments.add_argument("--brief", action="store_true", help="fewer pictures")
    options = arguments.parse_args()
    torch.set_num_threads(1)
    network = load_exported(options.file)
    each = 3 if options.brief else EACH
    photos = photographs(options.photographs) if options.photographs else []
    for scale in (scale for scale in options.scales if scale >= network.scale):
        for zoom in (1, 2) if scale == 4 else (1,):
            size = f"x{scale}" if zoom == 1 else f"x{scale}, drawn at twice the size"
            print(f"\n| {size} | pictures | Lanczos-3 | Crisp | gain dB | worst |\n|---|---|---|---|---|---|")
            graphics_table(network, scale, zoom, each, options.brief)
        if photos:
            report("photographs", compare(network, photos, scale))
            if not options.brief:
                report("photographs, reduced by area", compare(network, photos, scale, Image.BOX))
                if scale > network.scale:
                    report("photographs, Crisp once, then Lanczos", compare(network, photos, scale, once=True))
                report("photographs, JPEG 75", compare(network, photos, scale, quality=75))


if __name__ == "__main__":
    main()
