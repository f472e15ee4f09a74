// Attaches each behaviour to the elements that ask for it with data-behaviour="name".
// Pages work without any of them.
const version = new URL(import.meta.url).search;

for (const element of document.querySelectorAll("[data-behaviour]")) {
  for (const name of element.dataset.behaviour.split(" ")) {
    import(`./behaviours/${name}.js${version}`).then((behaviour) => behaviour.attach(element));
  }
}
