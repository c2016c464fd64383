// Check if a field is valid redirect URL
export const isUrl = function (pathOrUrl) {
    return SCHEMES.some((scheme) => pathOrUrl.startsWith(scheme));
};
const SCHEMES = ['http://', 'https://'];
