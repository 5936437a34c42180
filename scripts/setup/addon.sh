# TensorFlow's addon for Node.js, compiled against the TensorFlow in .venv: two files, and one of this package's, for
# which the compiler is called here, as node-gyp needs Python and make, and no space in a path.
folder=node_modules/@tensorflow/tfjs-node-gpu
packages=$(.venv/bin/python -I -c 'import sysconfig; print(sysconfig.get_path("platlib"))')
tensorflow=$packages/tensorflow

# Node's own archive brings its headers; where a distribution keeps them in a package of their own, node-gyp, which comes
# with npm, downloads them.
node_headers() {
  local found
  found=$(node -p 'path.resolve(process.execPath, "../../include/node")')
  if [ ! -e "$found/node_api.h" ]; then
    found=$PWD/.setup/node/$(node -p process.versions.node)/include/node
    npm exec -c 'node-gyp install --ensure --devdir "$PWD/.setup/node"' >&2 || true
  fi
  echo "$found"
}

# TensorFlow is loaded from its own folder, as it looks for CUDA beside itself. The old tags hold for the libraries that
# TensorFlow opens later, too.
options=(-Xlinker --disable-new-dtags -Xlinker -rpath -Xlinker "$tensorflow")
for libraries in "$packages"/nvidia/*/lib; do
  if [ -d "$libraries" ]; then options+=(-Xlinker -rpath -Xlinker "$libraries"); fi
done

headers=$(node_headers)
rm -rf "$folder/lib" "$folder/deps"
mkdir -p "$folder/lib/napi-v8"
"$CXX" -std=gnu++17 -fPIC -shared -DNAPI_VERSION=8 -I "$headers" src/engine/dup2.cc -o "$folder/lib/dup2.node"
"$CXX" -std=gnu++17 -O3 -fPIC -fno-exceptions -fno-rtti -pthread -shared -DNAPI_VERSION=8 -DBUILDING_NODE_EXTENSION \
  -I "$headers" -I "$tensorflow/include" "$folder"/binding/*.cc "${options[@]}" \
  "$tensorflow/libtensorflow_cc.so.2" "$tensorflow/libtensorflow_framework.so.2" -o .setup/tfjs_binding.node
mv .setup/tfjs_binding.node "$folder/lib/napi-v8/"

# danfojs asks for tfjs-node: both names must be one module, or there are two TensorFlows.
rm -rf node_modules/@tensorflow/tfjs-node
ln -s tfjs-node-gpu node_modules/@tensorflow/tfjs-node
node -e "require('./dist/engine/tensorflow').tf.scalar(1).dataSync()"
