# .venv, with TensorFlow and JupyterLab.
"$PYTHON" -I -m venv --clear .venv
.venv/bin/python -I scripts/setup/pip.py -c requirements/constraints.txt -r "requirements/$device.txt" -r requirements/notebooks.txt
