// dup2(from, to) for Node.js, which lacks it. Node-API is declared here: its ABI is fixed, and needs no headers then.
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

extern "C" {
typedef struct napi_env__ *napi_env;
typedef struct napi_value__ *napi_value;
typedef struct napi_callback_info__ *napi_callback_info;
typedef napi_value (*napi_callback)(napi_env, napi_callback_info);
int napi_get_cb_info(napi_env, napi_callback_info, size_t *, napi_value *, napi_value *, void **);
int napi_get_value_int32(napi_env, napi_value, int32_t *);
int napi_create_function(napi_env, const char *, size_t, napi_callback, void *, napi_value *);
int napi_throw_error(napi_env, const char *, const char *);

static napi_value call(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  int32_t from = -1, to = -1;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  napi_get_value_int32(env, arguments[0], &from);
  napi_get_value_int32(env, arguments[1], &to);
  if (dup2(from, to) < 0) napi_throw_error(env, nullptr, "dup2 failed");
  return nullptr;
}

__attribute__((visibility("default"))) napi_value napi_register_module_v1(napi_env env, napi_value) {
  napi_value function = nullptr;
  napi_create_function(env, "dup2", 4, call, nullptr, &function);
  return function;
}
}
