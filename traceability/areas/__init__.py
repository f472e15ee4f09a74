"""Growing areas (vùng trồng): codes as given by their issuer, with a dated history."""
