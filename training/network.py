"""The network: a bicubic enlargement that is learnt on, plus a small stack of convolutions that corrects it.

At step 0 it is exactly bicubic enlargement, so training only ever has to learn the difference.
"""
import torch
from torch import nn
from torch.nn import functional

WIDTH = 32
DEPTH = 7
# One pixel per 3x3 convolution: head, DEPTH in the body, tail. The 5x5 skip (2 px) lies inside it.
RADIUS = DEPTH + 2


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
    """RGB 0..1 in, NCHW; `scale` times the height and width out. The output is not clamped."""

    def __init__(self, scale: int) -> None:
        super().__init__()
        self.scale = scale
        self.skip = nn.Conv2d(3, 3 * scale**2, 5, padding=2, bias=False)
        self.head = nn.Conv2d(3, WIDTH, 3, padding=1)
        self.body = nn.ModuleList([nn.Conv2d(WIDTH, WIDTH, 3, padding=1) for _ in range(DEPTH)])
        self.activations = nn.ModuleList([nn.PReLU(WIDTH, init=0.1) for _ in range(DEPTH + 1)])
        self.tail = nn.Conv2d(WIDTH, 3 * scale**2, 3, padding=1)
        self.skip.weight.data = bicubic_phases(scale)
        nn.init.zeros_(self.tail.weight)
        nn.init.zeros_(self.tail.bias)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        first = self.activations[0](self.head(picture))
        features = first
        for convolution, activation in zip(self.body, self.activations[1:]):
            features = activation(convolution(features))
        return functional.pixel_shuffle(self.tail(features + first) + self.skip(picture), self.scale)
