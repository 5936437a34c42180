# What is installed does not depend on the user's settings of npm.

typescript_is_there() {
  [ -e node_modules/typescript/bin/tsc ] || fault 'TypeScript is missing'
  [ -e node_modules/.bin/vitest ] || fault 'node_modules/.bin is missing'
  attempt as_user_with_settings scripts/setup.sh
  expect 0 'setup: ready'
  never ' done'
  happened 'TypeScript is there, and a second set-up does nothing'
}
try 'NODE_ENV=production, npm_config_omit=dev, global, prefix, ignore-scripts, …' 'everything is installed, and stays' typescript_is_there
