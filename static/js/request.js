// Comforts for the request. Every step works without this file.
