"""Trains the line model on drawn strips and writes it as ONNX. README.md tells how to run it.

The same seed, step count and library versions give the same weights on the same kind of processor. With `--after FILE`
the training goes on from what that file holds, on strips of more trouble.
"""

import argparse
import time
from pathlib import Path

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, Dataset

from alphabet import BLANK, CLASSES, OTHER
from draw import COMMON, HARDER, IGNORED, Trouble, strip
from export import export
from network import LineNetwork
from unfold import unfold

BATCH = 32
PEAK_RATE = 3e-3
HELD_OUT = 1024
# Strips of training have the seed 1, held-out ones 2, those of training that goes on 3: no strip is of two.
TRAINING_SEED, HELD_OUT_SEED, FURTHER_SEED = 1, 2, 3
# Of strips that weights are unfolded by, whose statistics they are to have.
UNFOLDING = 256


class Strips(Dataset):
    def __init__(self, seed: int, count: int, trouble: Trouble) -> None:
        self.seed, self.count, self.trouble = seed, count, trouble

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        picture, labels = strip(np.random.default_rng([self.seed, index]), self.trouble)
        return picture[None].astype(np.float32), labels


def single_threaded(_: int) -> None:
    cv2.setNumThreads(1)
    torch.set_num_threads(1)


def loss_of(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    return torch.nn.functional.cross_entropy(logits.float().flatten(0, 1), labels.flatten(), ignore_index=IGNORED)


def held_out(network: torch.nn.Module, pictures: torch.Tensor, labels: torch.Tensor) -> str:
    """Mean loss a column, and the share of right columns on characters and on other print."""
    network.eval()
    with torch.no_grad():
        logits = torch.cat([network(part) for part in pictures.split(64)])
    network.train()
    right = logits.argmax(2) == labels
    character, other = (labels > BLANK) & (labels < OTHER), labels == OTHER
    blank = labels == BLANK
    shares = [float(right[mask].float().mean()) for mask in (character, other, blank)]
    return "loss {:.4f}, characters {:.4f}, other {:.4f}, blank {:.4f}".format(float(loss_of(logits, labels)), *shares)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--every", type=int, default=500)
    parser.add_argument("--rate", type=float, default=PEAK_RATE)
    parser.add_argument("--after", type=Path)
    options = parser.parse_args()
    single_threaded(0)
    torch.manual_seed(1)
    seed, trouble = (FURTHER_SEED, HARDER) if options.after else (TRAINING_SEED, COMMON)
    network = LineNetwork()
    if options.after:
        some = [Strips(seed, UNFOLDING, trouble)[i][0] for i in range(UNFOLDING)]
        unfold(options.after, network, torch.from_numpy(np.stack(some)))
    network = network.to(memory_format=torch.channels_last).train()
    average = torch.optim.swa_utils.AveragedModel(
        network, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995), use_buffers=True
    )
    optimiser = torch.optim.AdamW(network.parameters(), lr=options.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, options.rate, options.steps, pct_start=0.1)
    test = [Strips(HELD_OUT_SEED, HELD_OUT, COMMON)[i] for i in range(HELD_OUT)]
    test_pictures, test_labels = (torch.from_numpy(np.stack(part)) for part in zip(*test))
    strips = Strips(seed, options.steps * BATCH, trouble)
    loader = DataLoader(
        strips, BATCH, num_workers=options.workers, worker_init_fn=single_threaded, prefetch_factor=8
    )
    began = time.monotonic()
    for step, (pictures, labels) in enumerate(loader, 1):
        pictures = pictures.contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(pictures)
        loss = loss_of(logits, labels)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        average.update_parameters(network)
        if step % 50 == 0 and step < 500 or step % options.every == 0 or step == options.steps:
            print(f"{step} {time.monotonic() - began:.0f} s, training loss {loss.item():.4f}", flush=True)
        if step % options.every == 0 or step == options.steps:
            print("    held out:", held_out(average.module, test_pictures, test_labels), flush=True)
            torch.save(average.module.state_dict(), options.out.with_suffix(".pt"))
            export(average.module, options.out)


if __name__ == "__main__":
    assert CLASSES == 39
    main()
