// Reads square RGBA pictures that stand one after another in a file; prints a JSON list of texts.
const fs = require("fs");
const [library, file, side] = process.argv.slice(2);
const jsQR = require(library);
const data = fs.readFileSync(file), size = side * side * 4, texts = [];
for (let start = 0; start < data.length; start += size) {
    const found = jsQR(new Uint8ClampedArray(data.subarray(start, start + size)), +side, +side);
    texts.push(found && found.data);
}
console.log(JSON.stringify(texts));
