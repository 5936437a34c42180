# npm's packages, as package-lock.json lists them. Where they come from is the user's choice (registry, proxy,
# certificates); what is installed is not.
unset NODE_ENV
npm ci --include=dev --include=optional --include=peer --os=linux --cpu=x64 --libc=glibc \
  --location=project --no-global --no-dry-run --package-lock --no-package-lock-only \
  --install-strategy=hoisted --no-install-links --bin-links --no-legacy-peer-deps --no-engine-strict \
  --ignore-scripts --no-audit --no-fund --no-json --loglevel=notice
ln -sfn .. node_modules/rlel
node scripts/setup/check-packages.cjs
