"""What the house promises in numbers, measured: `bin/bench` lists, `bin/bench NAME` measures."""
