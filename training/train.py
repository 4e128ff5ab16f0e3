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

from degrade import reduce_clean, reduce_degraded
from network import Crisp
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
KNEE = 0.02          # while the rate falls, errors well above this count by their ratio, not their size
AVERAGING = 0.999    # the weights that are shipped are a running mean


def picture_set(seed: int, number: int, scale: int) -> tuple:
    """(sharp, clean small, degraded small) as 8-bit tensors of channels x height x width."""
    random = numpy.random.default_rng([seed, number, 1])
    picture, natural = training_picture(seed, number)
    spared = natural and random.random() < NATURAL_CLEAN
    second = reduce_clean if spared else reduce_degraded
    small = (reduce_clean(random, picture, scale), second(random, picture, scale))
    return tuple(torch.from_numpy(numpy.array(each)).permute(2, 0, 1).contiguous() for each in (picture, *small))


def rate_at(step: int, steps: int) -> float:
    """Learning rate: linear warm-up, constant, then half a cosine to zero."""
    start = steps * (1 - LOWERED)
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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=20)
    arguments.add_argument("--steps", type=int, required=True)
    arguments.add_argument("--checkpoint", required=True, help="written every two minutes; continued from when there")
    arguments.add_argument("--scale", type=int, default=2, choices=(2, 4))
    arguments.add_argument("--from", dest="earlier", help="checkpoint of another scale; all but skip and tail is taken")
    options = arguments.parse_args()
    scale, border = options.scale, BORDER * options.scale
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random = plain_random.Random(options.seed)
    network = Crisp(scale)
    if options.earlier:
        earlier = torch.load(options.earlier)["mean"]
        shared = {name: value for name, value in earlier.items() if not name.startswith(("skip", "tail"))}
        network.load_state_dict(shared, strict=False)
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
    pool = [picture_set(options.seed, number, scale) for number in numbers]
    print(f"pool of {POOL} pictures drawn, at step {step}", flush=True)

    def save() -> None:
        torch.save({"network": network.state_dict(), "mean": mean_network.state_dict(), "step": step,
                    "optimiser": optimiser.state_dict(), "random": random.getstate()}, options.checkpoint + ".new")
        os.replace(options.checkpoint + ".new", options.checkpoint)

    stopped = []
    signal.signal(signal.SIGTERM, lambda *_: stopped.append(True))
    started = saved_at = time.time()
    running = 0.0
    while step < options.steps and not stopped:
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, options.steps)
        inputs, targets = draw_batch(random, pool, scale)
        difference = (network(inputs) - targets)[:, :, border:-border, border:-border]
        absolute = difference.abs().mean((1, 2, 3))
        # First the edges are learnt, where errors are large; then a decibel counts the same on smooth pictures.
        lowered = step >= options.steps * (1 - LOWERED)
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
            pool[number % POOL] = picture_set(options.seed, number, scale)
        running += absolute.mean().item()
        if step % 500 == 0:
            print(f"step {step}  L1 {running / 500:.5f}  rate {rate_at(step, options.steps):.2e}  "
                  f"{time.time() - started:.0f} s", flush=True)
            running = 0.0
        if time.time() - saved_at > 120:
            save()
            saved_at = time.time()
    save()


if __name__ == "__main__":
    main()
