#!/usr/bin/env python3
"""Writes ImageNet weights of a timm model as a safetensors file that `rlel run --weights` reads.

Optional: it needs timm and safetensors, which the kit itself does not.

    pip install timm safetensors
    python scripts/export-weights.py resnet50 resnet50.safetensors
    python scripts/export-weights.py hrnet_w18 hrnet_w18.safetensors
"""

import argparse
import sys

MODELS = ("resnet34", "resnet50", "hrnet_w18")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", choices=MODELS)
    parser.add_argument("output", help="the safetensors file to write")
    arguments = parser.parse_args()
    try:
        import timm
        import torch
        from safetensors.torch import save_file
    except ImportError as error:
        print(f"{error.name} is not installed: pip install timm safetensors", file=sys.stderr)
        return 1
    model = timm.create_model(arguments.model, pretrained=True)
    state = {
        name: tensor.to(torch.float32).contiguous()
        for name, tensor in model.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }
    save_file(state, arguments.output, metadata={"model": arguments.model, "source": f"timm {timm.__version__}"})
    print(f"{arguments.output}: {len(state)} tensors")
    return 0


if __name__ == "__main__":
    sys.exit(main())
