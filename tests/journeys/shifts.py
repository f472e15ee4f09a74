"""How far a page moves by itself while somebody reads it, and what of it moved."""

MOST_SHIFT = 0.1
SHIFTS = """
  window.shifted = 0;
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) {
      window.shifted += one.value;
      const moved = one.sources.map((each) => each.node?.className || each.node?.textContent);
      window.moved.push(`${location.pathname} ${one.value.toFixed(3)}: ${moved.join(" | ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
"""
