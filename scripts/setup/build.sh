# The package, compiled beside the one that is there, which stays when there is an error.
rm -rf dist.tmp-build
node node_modules/typescript/bin/tsc -p tsconfig.build.json --outDir dist.tmp-build
rm -rf dist
mv dist.tmp-build dist
