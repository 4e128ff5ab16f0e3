"""The network: a bicubic enlargement that is learnt on, plus a small stack of convolutions that corrects it.

At step 0 it is exactly bicubic enlargement, so training only ever has to learn the difference.
"""
import torch
from torch import nn
from torch.nn import functional

WIDTH = 32
DEPTH = 7


def cubic_weight(distance: float, sharpness: float = -0.5) -> float:
    """Keys' cubic convolution kernel (Keys 1981, a = -0.5), at a distance in pixels."""
    if distance < 1:
        return (sharpness + 2) * distance**3 - (sharpness + 3) * distance**2 + 1
    if distance < 2:
        return sharpness * (distance**3 - 5 * distance**2 + 8 * distance - 4)
    return 0.0


def bicubic_phases(scale: int) -> torch.Tensor:
    """The 5x5 kernels of bicubic enlargement as the weight (3 * scale², 3, 5, 5) of one convolution."""
    # Where the centre of each new pixel lies within the old one, whose own centre is 0.
    offsets = [(phase + 0.5) / scale - 0.5 for phase in range(scale)]
    rows = [[cubic_weight(abs(tap - offset)) for tap in range(-2, 3)] for offset in offsets]
    weight = torch.zeros(3 * scale**2, 3, 5, 5)
    for channel in range(3):
        for y in range(scale):
            for x in range(scale):
                kernel = torch.tensor(rows[y])[:, None] * torch.tensor(rows[x])[None]
                weight[channel * scale**2 + y * scale + x, channel] = kernel
    return weight


class Crisp(nn.Module):
    """RGB 0..1 in, NCHW; `scale` times the height and width out. The output is not clamped.

    `width` channels; `depth` convolutions in the body. One output pixel sees `radius` input pixels to each side.
    """

    def __init__(self, scale: int, width: int = WIDTH, depth: int = DEPTH) -> None:
        super().__init__()
        self.scale = scale
        # One pixel per 3x3 convolution: head, body, tail. The 5x5 skip (2 px) lies inside it.
        self.radius = depth + 2
        self.skip = nn.Conv2d(3, 3 * scale**2, 5, padding=2, bias=False)
        self.head = nn.Conv2d(3, width, 3, padding=1)
        self.body = nn.ModuleList([nn.Conv2d(width, width, 3, padding=1) for _ in range(depth)])
        self.activations = nn.ModuleList([nn.PReLU(width, init=0.1) for _ in range(depth + 1)])
        self.tail = nn.Conv2d(width, 3 * scale**2, 3, padding=1)
        self.skip.weight.data = bicubic_phases(scale)
        nn.init.zeros_(self.tail.weight)
        nn.init.zeros_(self.tail.bias)

    def correction(self, picture: torch.Tensor) -> torch.Tensor:
        """What the stack adds to the skip, before the pixels are shuffled to their places."""
        first = self.activations[0](self.head(picture))
        features = first
        for convolution, activation in zip(self.body, self.activations[1:]):
            features = activation(convolution(features))
        return self.tail(features + first)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        return functional.pixel_shuffle(self.correction(picture) + self.skip(picture), self.scale)


def deepened(weights: dict, depth: int) -> dict:
    """The same function with more convolutions in its body: the new ones, before the tail, change nothing yet.

    Net2DeeperNet (Chen, Goodfellow, Shlens 2016): identity kernels, and slopes of 1.
    """
    grown = dict(weights)
    width = len(weights["head.weight"])
    while f"body.{depth - 1}.weight" not in grown:
        number = sum(name.startswith("body.") and name.endswith(".weight") for name in grown)
        grown[f"body.{number}.weight"] = nn.init.dirac_(torch.empty(width, width, 3, 3))
        grown[f"body.{number}.bias"] = torch.zeros(width)
        grown[f"activations.{number + 1}.weight"] = torch.ones(width)
    return grown
