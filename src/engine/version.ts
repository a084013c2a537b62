/** Goes up whenever the bytes generated from some model change; the golden files hold them in place in between. */
export const ENGINE_VERSION = 2;
