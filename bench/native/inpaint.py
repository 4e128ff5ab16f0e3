"""Fills holes with OpenCV's Telea and Navier-Stokes: one line of JSON with version and times."""
import json
import sys
import time

import cv2
import numpy

folder, side, names = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
methods = {"telea": cv2.INPAINT_TELEA, "ns": cv2.INPAINT_NS}
seconds = {method: 0.0 for method in methods}
for name in names:
    pixels = numpy.fromfile(f"{folder}/{name}.rgba", numpy.uint8).reshape(side, side, 4)
    hole = numpy.fromfile(f"{folder}/{name}.hole", numpy.uint8).reshape(side, side) * 255
    colours = pixels[:, :, :3].copy()
    colours[hole > 0] = 0
    for method, flag in methods.items():
        begun = time.perf_counter()
        filled = cv2.inpaint(colours, hole, 3, flag)
        seconds[method] += time.perf_counter() - begun
        result = pixels.copy()
        result[:, :, :3] = filled
        result.tofile(f"{folder}/{name}.{method}")
print(json.dumps({"version": cv2.__version__, "ms": {m: s * 1000 / len(names) for m, s in seconds.items()}}))
