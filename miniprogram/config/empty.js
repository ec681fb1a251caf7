/** Stands where a package is pulled in that nothing here uses. */
module.exports = {};
