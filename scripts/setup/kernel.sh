# The notebooks' kernel, named by absolute paths: Jupyter then needs neither node nor tslab in PATH.
folder=.venv/share/jupyter/kernels/rlel
mkdir -p "$folder"
node -e '
  const [file, root] = process.argv.slice(1);
  const argv = [`${root}/scripts/use.sh`, process.execPath, `${root}/scripts/kernel.cjs`, "{connection_file}"];
  const spec = { argv, display_name: "TypeScript (rlel)", language: "typescript" };
  require("fs").writeFileSync(file, JSON.stringify(spec, null, 2));
' "$folder/kernel.json" "$PWD"
