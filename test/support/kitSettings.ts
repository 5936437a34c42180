/** What the kit sets before TensorFlow is loaded. */
export const KIT_SETTINGS: Readonly<Record<string, string>> = {
  TF_DETERMINISTIC_OPS: '1',
  TF_ENABLE_ONEDNN_OPTS: '1',
  TF_CPU_ALLOCATOR_USE_BFC: '1',
};
