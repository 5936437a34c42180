// dup2(from, to) for Node.js, which lacks it.
#include <node_api.h>
#include <unistd.h>

static napi_value Dup2(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  int32_t from = -1, to = -1;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  napi_get_value_int32(env, arguments[0], &from);
  napi_get_value_int32(env, arguments[1], &to);
  if (dup2(from, to) < 0) napi_throw_error(env, nullptr, "dup2 failed");
  return nullptr;
}

NAPI_MODULE_INIT() {
  napi_value function = nullptr;
  napi_create_function(env, "dup2", NAPI_AUTO_LENGTH, Dup2, nullptr, &function);
  return function;
}
