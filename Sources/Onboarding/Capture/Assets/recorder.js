// placeholder replaced by the recorder
export const record = () => undefined;
