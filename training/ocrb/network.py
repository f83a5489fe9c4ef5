"""The network: columns of a grey line of 32 pixels to a probability for every class at every fourth column."""

import torch
from torch import nn

from alphabet import CLASSES

HEIGHT = 32
STRIDE = 4


def layer(inputs: int, outputs: int, kernel: tuple[int, int], **more) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, bias=False, **more), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class Residual(nn.Module):
    """Looks further along the line: a character's neighbours tell the pitch and the blur."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.body = layer(channels, channels, (1, 5), padding=(0, 2 * dilation), dilation=(1, dilation))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.body(x)


class LineNetwork(nn.Module):
    """Input: 1×1×32×W, grey 0…255. Output: 1×(W/4)×39 logits."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            layer(1, 24, (3, 3), stride=2, padding=1),
            layer(24, 40, (3, 3), padding=1),
            layer(40, 64, (3, 3), stride=2, padding=1),
            layer(64, 80, (3, 3), padding=1),
            layer(80, 112, (3, 3), stride=(2, 1), padding=1),
            layer(112, 112, (3, 3), padding=1),
            layer(112, 128, (4, 1)),
            Residual(128, 1),
            Residual(128, 2),
            Residual(128, 3),
        )
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Conv2d(128, CLASSES, (1, 1))

    def forward(self, grey: torch.Tensor) -> torch.Tensor:
        """The line's own light and contrast are taken out first: the strip's mean becomes 0, its deviation 1."""
        mean = grey.mean(dim=(2, 3), keepdim=True)
        centred = grey - mean
        deviation = centred.square().mean(dim=(2, 3), keepdim=True).sqrt()
        x = self.body(centred / (deviation + 2.0))
        return self.head(self.dropout(x)).squeeze(2).transpose(1, 2)
