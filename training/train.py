"""Train the network. Reproducible: the same seed and number of steps give the same weights on the same libraries.

The rate of learning is warmed up, held, and lowered over the last part of the run. A checkpoint holds everything, so
a run may be stopped and continued, and the number of steps may still be chosen while the rate is held.
"""
import argparse
import copy
import math
import os
import random as plain_random
import signal
import time

import numpy
import torch
from torch.nn import functional

from degrade import reduce_clean, reduce_degraded
from network import DEPTH, WIDTH, Crisp, deepened
from pictures import SIZE, training_picture

POOL = 1200          # pictures held in memory
RENEW = 10           # steps between two new pictures
BATCH = 16
PATCH = 32           # low-resolution pixels
BORDER = 2           # low-resolution pixels left out of the loss: the convolutions pad with zeros
CLEAN = 0.60         # share of patches whose input is only reduced
NATURAL_CLEAN = 0.6  # share of photo-like pictures that are never damaged: faint detail must not be taken for damage
PEAK = 1.5e-3
WARM_UP = 200
LOWERED = 0.45       # share of the run, at its end, in which the rate falls to nothing
PRECISE = 0.05       # share of a run in bfloat16, at its end, that is computed in fp32 like what ships
KNEE = 0.02          # while the rate falls, errors well above this count by their ratio, not their size
AVERAGING = 0.999    # the weights that are shipped are a running mean


def picture_set(seed: int, number: int, scale: int, zooms: tuple) -> tuple:
    """(sharp, clean small, degraded small) as 8-bit tensors of channels x height x width."""
    random = numpy.random.default_rng([seed, number, 1])
    picture, natural = training_picture(seed, number, zooms)
    spared = natural and random.random() < NATURAL_CLEAN
    second = reduce_clean if spared else reduce_degraded
    small = (reduce_clean(random, picture, scale), second(random, picture, scale))
    return tuple(torch.from_numpy(numpy.array(each)).permute(2, 0, 1).contiguous() for each in (picture, *small))


def rate_at(step: int, steps: int, lowered: float) -> float:
    """Learning rate: linear warm-up, constant, then half a cosine to zero over the share `lowered` of the steps."""
    start = steps * (1 - lowered)
    if step < start:
        return PEAK * min(1, (step + 1) / WARM_UP)
    return PEAK * 0.5 * (1 + math.cos(math.pi * min(1, (step - start) / (steps - start))))


def draw_batch(random: plain_random.Random, pool: list, scale: int) -> tuple:
    """Random patches, flipped, turned and with their colour channels in a random order; 0..1."""
    inputs, targets = [], []
    for _ in range(BATCH):
        sharp, clean, degraded = pool[random.randrange(len(pool))]
        small = clean if random.random() < CLEAN else degraded
        y, x = (random.randrange(SIZE // scale - PATCH + 1) for _ in range(2))
        low = small[:, y:y + PATCH, x:x + PATCH]
        high = sharp[:, y * scale:(y + PATCH) * scale, x * scale:(x + PATCH) * scale]
        order = random.sample(range(3), 3)
        flips = [axis for axis in (1, 2) if random.random() < 0.5]
        turned = random.random() < 0.5
        pair = [each[order].flip(flips) for each in (low, high)]
        low, high = (each.transpose(1, 2) for each in pair) if turned else pair
        inputs.append(low)
        targets.append(high)
    return torch.stack(inputs).float() / 255, torch.stack(targets).float() / 255


def enlarged(network: Crisp, inputs: torch.Tensor, halves: bool) -> torch.Tensor:
    """What the network makes of the inputs; with `halves` all but the skip is computed in bfloat16."""
    if not halves:
        return network(inputs)
    inputs = inputs.contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        correction = network.correction(inputs)
    return functional.pixel_shuffle(correction.float() + network.skip(inputs), network.scale)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=20)
    arguments.add_argument("--steps", type=int, required=True)
    arguments.add_argument("--checkpoint", required=True, help="written every two minutes; continued from when there")
    arguments.add_argument("--scale", type=int, default=2, choices=(2, 4))
    arguments.add_argument("--width", type=int, default=WIDTH, help="channels")
    arguments.add_argument("--depth", type=int, default=DEPTH, help="convolutions in the body")
    arguments.add_argument("--from", dest="earlier", help="a checkpoint to start from: of the same scale and width, "
                           "where the body may be shorter; or of another scale, then all but skip and tail is taken")
    arguments.add_argument("--stop", type=int, help="end after this many of the steps")
    arguments.add_argument("--lowered", type=float, default=LOWERED, help="share of the run with a falling rate")
    arguments.add_argument("--zooms", type=int, nargs="+", default=[1], help="see pictures.py; several for x4")
    arguments.add_argument("--halves", action="store_true", help="bfloat16 in most of the run")
    options = arguments.parse_args()
    scale, border = options.scale, BORDER * options.scale
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = plain_random.Random(options.seed)
    network = Crisp(scale, options.width, options.depth)
    if options.earlier:
        earlier = deepened(torch.load(options.earlier)["mean"], options.depth)
        if len(earlier["skip.weight"]) != len(network.skip.weight):
            earlier = {name: value for name, value in earlier.items() if not name.startswith(("skip", "tail"))}
        network.load_state_dict(earlier, strict=False)
    if options.halves:
        network = network.to(memory_format=torch.channels_last)
    mean_network = copy.deepcopy(network)
    optimiser = torch.optim.Adam(network.parameters(), lr=PEAK, betas=(0.9, 0.99))
    step = 0
    if os.path.exists(options.checkpoint):
        saved = torch.load(options.checkpoint)
        network.load_state_dict(saved["network"])
        mean_network.load_state_dict(saved["mean"])
        optimiser.load_state_dict(saved["optimiser"])
        random.setstate(saved["random"])
        step = saved["step"]
    # Which picture lies in each slot follows from the step alone, so that a continued run sees the same ones.
    newest = step // RENEW
    numbers = [slot + POOL * ((newest + POOL - 1 - slot) // POOL) for slot in range(POOL)]
    zooms = tuple(options.zooms)
    pool = [picture_set(options.seed, number, scale, zooms) for number in numbers]
    print(f"pool of {POOL} pictures drawn, at step {step}", flush=True)

    def save() -> None:
        torch.save({"network": network.state_dict(), "mean": mean_network.state_dict(), "step": step,
                    "optimiser": optimiser.state_dict(), "random": random.getstate()}, options.checkpoint + ".new")
        os.replace(options.checkpoint + ".new", options.checkpoint)

    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    started = saved_at = time.time()
    running = 0.0
    while step < (options.stop or options.steps) and not stopped:
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps, options.lowered)
        inputs, targets = draw_batch(random, pool, scale)
        halves = options.halves and step < options.steps * (1 - PRECISE)
        difference = (enlarged(network, inputs, halves) - targets)[:, :, border:-border, border:-border]
        absolute = difference.abs().mean((1, 2, 3))
        # First the edges are learnt, where errors are large; then a decibel counts the same on smooth pictures.
        lowered = step >= options.steps * (1 - options.lowered)
        # At x4 most fine detail cannot be known. The mean of what it may be is then the closest, not the median.
        errors = absolute if scale == 2 or not lowered else difference.square().mean((1, 2, 3)).add(1e-8).sqrt()
        loss = (KNEE * (errors / KNEE).log1p() if lowered else errors).mean()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        step += 1
        with torch.no_grad():
            averaging = min(AVERAGING, step / (step + 20))
            for mean, current in zip(mean_network.parameters(), network.parameters()):
                mean.lerp_(current, 1 - averaging)
        if step % RENEW == 0:
            number = step // RENEW + POOL - 1
            pool[number % POOL] = picture_set(options.seed, number, scale, zooms)
        running += absolute.mean().item()
        if step % 500 == 0:
            print(f"step {step}  L1 {running / 500:.5f}  rate {rate_at(step, options.steps, options.lowered):.2e}  "
                  f"{time.time() - started:.0f} s", flush=True)
            running = 0.0
        if time.time() - saved_at > 120:
            save()
            saved_at = time.time()
    save()


if __name__ == "__main__":
    main()
