/** An environment variable; one that is set to nothing is not set. */
export const variable = (name: string): string | undefined => process.env[name] || undefined;
