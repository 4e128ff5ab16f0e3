"""Write the averaged weights of a checkpoint as an ONNX file: fp16 weights that are cast to fp32 when it is loaded.

Half the download of fp32, and it still runs where a graph of fp16 arithmetic does not (WebGPU without `shader-f16`).
"""
import argparse
import hashlib
import io
import math
import os

import numpy
import onnx
import torch
from onnx import numpy_helper

from network import Crisp

FLOAT, FLOAT16 = 1, 10
SMALLEST = 16  # arrays up to this many values stay fp32: a Cast node would be larger than what it saves


def to_half_weights(model: onnx.ModelProto) -> onnx.ModelProto:
    """Replace every large fp32 weight by an fp16 one followed by Cast. Arithmetic stays fp32."""
    casts = []
    for weight in list(model.graph.initializer):
        if weight.data_type != FLOAT or not weight.raw_data:
            continue
        values = numpy.frombuffer(weight.raw_data, numpy.float32)
        if values.size <= SMALLEST:
            continue
        model.graph.initializer.remove(weight)
        model.graph.initializer.append(onnx.TensorProto(
            name=weight.name + "_half", dims=weight.dims, data_type=FLOAT16,
            raw_data=values.astype(numpy.float16).tobytes()))
        casts.append(onnx.helper.make_node("Cast", [weight.name + "_half"], [weight.name], to=FLOAT))
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    return model


def tidy(model: onnx.ModelProto) -> onnx.ModelProto:
    """Give the exporter's nameless slopes the names of their parameters, and undo its sharing of equal weights."""
    weights = {weight.name: weight for weight in model.graph.initializer}
    for node in [node for node in model.graph.node if node.op_type == "Identity" and node.input[0] in weights]:
        copy = model.graph.initializer.add()
        copy.CopyFrom(weights[node.input[0]])
        copy.name = node.output[0]
        model.graph.node.remove(node)
    for number, node in enumerate(node for node in model.graph.node if node.op_type == "PRelu"):
        weights[node.input[1]].name = node.input[1] = f"activations.{number}.weight"
    for node in model.graph.node:
        node.doc_string = ""  # the exporter writes lines of the Python source here
    model.producer_name, model.producer_version = "inkreel", ""
    return model


def network_for(weights: dict) -> Crisp:
    """An untrained network of the shape of these weights."""
    # The skip gives three colours for each pixel of a square of the scale's side.
    scale = math.isqrt(len(weights["skip.weight"]) // 3)
    depth = sum(name.startswith("body.") and name.endswith(".weight") for name in weights)
    return Crisp(scale, len(weights["head.weight"]), depth)


def load_exported(path: str) -> Crisp:
    """The network with exactly the weights of an exported file, for measuring what is shipped."""
    weights = {}
    for weight in onnx.load(path).graph.initializer:
        values = torch.from_numpy(numpy_helper.to_array(weight).astype(numpy.float32))
        weights[weight.name.removesuffix("_half")] = values
    network = network_for(weights)
    # A slope is stored as (channels, 1, 1), for broadcasting.
    for name, parameter in network.state_dict().items():
        parameter.copy_(weights[name].reshape(parameter.shape))
    return network.eval()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("checkpoint")
    arguments.add_argument("file")
    arguments.add_argument("--earlier", help="a checkpoint from earlier in the same run, to be mixed in")
    arguments.add_argument("--share", type=float, default=0.5, help="how much of the mixture is the later one")
    options = arguments.parse_args()
    saved = torch.load(options.checkpoint)
    weights = saved["mean"]
    if options.earlier:
        # Weights of one run lie in one valley: between two of them the network is sound (Wortsman et al. 2022).
        earlier = torch.load(options.earlier)["mean"]
        weights = {name: earlier[name].lerp(value, options.share) for name, value in weights.items()}
    network = network_for(weights)
    network.load_state_dict(weights)
    buffer = io.BytesIO()
    axes = {0: "n", 2: "h", 3: "w"}
    torch.onnx.export(network.eval(), torch.rand(1, 3, 32, 32), buffer, opset_version=17, input_names=["input"],
                      output_names=["output"], dynamic_axes={"input": axes, "output": axes})
    model = to_half_weights(tidy(onnx.load_from_string(buffer.getvalue())))
    onnx.checker.check_model(model)
    onnx.save(model, options.file)
    with open(options.file, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    parameters = sum(value.numel() for value in network.parameters())
    print(f"x{network.scale}, step {saved['step']}: {parameters} parameters, {os.path.getsize(options.file)} bytes, "
          f"sha256 {digest}")


if __name__ == "__main__":
    main()
