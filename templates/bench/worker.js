{% load static %}import { serve } from "{% static 'js/bench-worker.js' %}";
serve([{% for address in shell %}"{{ address }}"{% if not forloop.last %}, {% endif %}{% endfor %}], "{{ policy|escapejs }}");
